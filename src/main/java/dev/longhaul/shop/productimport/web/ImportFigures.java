package dev.longhaul.shop.productimport.web;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.productimport.ImportCounts;
import dev.longhaul.shop.productimport.ImportPace;
import dev.longhaul.shop.productimport.ImportView;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a page says about one import, in words and by name: the server prints the texts, and the script puts the
 * newer ones of an event in their place. An empty text means that there is nothing to say now.
 */
final class ImportFigures {
    static final Duration SILENCE = Duration.ofSeconds(15);

    private static final String NOT_RESPONDING = "not-responding";
    private static final String UNNAMED = "\u2014";

    private final Texts texts;
    private final ImportView view;
    private final ImportPace pace;
    private final Instant now;
    private final Map<String, String> figures = new LinkedHashMap<>();

    private ImportFigures(Texts texts, ImportView view, ImportPace pace, Instant now) {
        this.texts = texts;
        this.view = view;
        this.pace = pace;
        this.now = now;
    }

    /**
     * The texts of an import, by name.
     *
     * @param now the reader's moment, from which elapsed time and silence count
     */
    static Map<String, String> of(Texts texts, ImportView view, ImportPace pace, Instant now) {
        var made = new ImportFigures(texts, view, pace, now);
        made.addStatus();
        made.addCounts();
        made.addTimes();
        made.addReceipt();
        return Map.copyOf(made.figures);
    }

    /**
     * The name of the fragment that shows this import: its status, whether a success has rejects, and whether the node
     * that works on it can be seen.
     */
    static String fragment(ImportView view) {
        if (view.ownerLost()) {
            return NOT_RESPONDING;
        }
        String name = view.status().name().toLowerCase(Locale.ROOT);
        return view.status() == RunStatus.SUCCEEDED && view.counts().failed() > 0 ? name + "-with-rejects" : name;
    }

    private void addStatus() {
        OptionalInt percent = view.percent();
        String percentText = percent.isPresent() ? texts.percent(percent.getAsInt()) : "";
        figures.put("status", texts.text("status." + fragment(view)));
        figures.put("percent", percentText);
        String phaseKey = "phase." + view.phase();
        figures.put(
                "phase",
                view.status().isOwned() && !view.ownerLost() && texts.has(phaseKey) ? texts.text(phaseKey) : "");
        String share = records();
        ImportCounts counts = view.counts();
        figures.put("records", share);
        figures.put("lead", lead());
        figures.put("failure", Objects.requireNonNullElse(view.failure(), ""));
        figures.put("node", view.status() == RunStatus.ENQUEUED ? "" : Objects.requireNonNullElse(view.node(), ""));
        figures.put("uploaded", texts.text("import.uploaded", texts.size(view.fileSizeBytes()), view.startedBy()));
        figures.put(
                "summary",
                percentText.isEmpty()
                        ? texts.text("summary.counting", figures.get("status"), share, counts.failed())
                        : texts.text("summary", figures.get("status"), share, percentText, counts.failed()));
        figures.put(
                "title",
                view.status() == RunStatus.RUNNING && !view.ownerLost() && percent.isPresent()
                        ? texts.text("title.running", percentText, view.fileName())
                        : texts.text("title.status", figures.get("status"), view.fileName()));
    }

    private String lead() {
        ImportCounts counts = view.counts();
        CancelReceipt cancel = view.cancelRequest();
        String key = "lead." + fragment(view);
        if (view.ownerLost()) {
            String what = view.status() == RunStatus.CANCELLING ? key + ".cancelling" : key;
            return texts.text(what, Objects.requireNonNullElse(view.node(), UNNAMED));
        }
        return switch (view.status()) {
            case CANCELLED -> texts.text(key, canceller(cancel), view.processed());
            case SUCCEEDED ->
                counts.failed() > 0
                        ? texts.text(key, view.processed() - counts.failed(), counts.failed())
                        : texts.text(key, view.processed(), counts.products(), counts.variants());
            default -> texts.text(key);
        };
    }

    private static String canceller(@Nullable CancelReceipt cancel) {
        String actor = cancel == null ? null : cancel.reason().actor();
        return actor == null ? UNNAMED : actor;
    }

    private String records() {
        Long total = view.total();
        return total == null
                ? texts.text("records", view.processed())
                : texts.text("records.of", view.processed(), total);
    }

    private void addCounts() {
        ImportCounts counts = view.counts();
        figures.put("created", texts.number(counts.created()));
        figures.put("updated", texts.number(counts.updated()));
        figures.put("unchanged", texts.number(counts.unchanged()));
        figures.put("failed", texts.number(counts.failed()));
        figures.put(
                "outcome",
                Stream.of("created", "updated", "unchanged", "failed")
                        .filter(name -> !"0".equals(figures.get(name)))
                        .map(name -> texts.text("outcome." + name, Objects.requireNonNull(figures.get(name))))
                        .collect(Collectors.joining(" \u00b7 ")));
        figures.put("products", texts.number(counts.products()));
        figures.put("variants", texts.number(counts.variants()));
    }

    private void addTimes() {
        Duration elapsed = elapsed();
        figures.put("elapsed", elapsed == null ? "" : texts.exact(elapsed));
        figures.put("rate", rate(elapsed));
        figures.put("remaining", remaining());
        boolean working = view.status().isOwned() && !view.ownerLost();
        Duration silence = Duration.between(view.updatedAt(), now);
        figures.put("changed", working ? texts.text("changed.ago", texts.exact(silence)) : "");
        figures.put(
                "silence",
                working && silence.compareTo(SILENCE) > 0 ? texts.text("silence", texts.exact(silence)) : "");
    }

    private void addReceipt() {
        CancelReceipt cancel = view.cancelRequest();
        figures.put("cancel-requested", cancel == null ? "" : requested(cancel));
        figures.put("cancel-delivered", cancel == null ? "" : after(cancel, cancel.deliveredAt()));
        figures.put("cancel-observed", cancel == null ? "" : after(cancel, cancel.observedAt()));
        figures.put("cancel-ended", cancel == null ? "" : after(cancel, cancel.endedAt()));
    }

    private String requested(CancelReceipt cancel) {
        String moment = texts.moment(cancel.requestedAt());
        String node = cancel.reason().node();
        return node == null
                ? texts.text("receipt.requested", canceller(cancel), moment)
                : texts.text("receipt.requested.on", canceller(cancel), moment, node);
    }

    private String after(CancelReceipt cancel, @Nullable Instant moment) {
        return moment == null
                ? ""
                : texts.text("receipt.after", texts.precise(Duration.between(cancel.requestedAt(), moment)));
    }

    private @Nullable Duration elapsed() {
        Instant startedAt = view.startedAt();
        Instant finishedAt = view.finishedAt();
        return startedAt == null ? null : Duration.between(startedAt, finishedAt == null ? now : finishedAt);
    }

    private String rate(@Nullable Duration elapsed) {
        if (view.status().isEnded()) {
            // below a second the average says more about the clock than about the import
            return elapsed == null || elapsed.toMillis() < 1000 || view.processed() == 0
                    ? ""
                    : texts.text("rate", texts.number(view.processed() * 1000 / elapsed.toMillis()));
        }
        Double perSecond = pace.recordsPerSecond();
        return perSecond == null ? "" : texts.text("rate", texts.number(Math.round(perSecond)));
    }

    private String remaining() {
        if (view.status() != RunStatus.RUNNING || view.ownerLost()) {
            return "";
        }
        Duration remaining = pace.remaining();
        if (remaining != null) {
            return texts.about(remaining);
        }
        return pace.recordsPerSecond() == null && view.total() != null ? texts.text("remaining.estimating") : "";
    }
}
