package dev.longhaul.shop.productimport.web;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.productimport.ImportCounts;
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
 * Everything a page says about one import, in words and by name. The server prints the texts; the script replaces them
 * with the newer ones of an event. An empty text means that there is nothing to say now.
 */
final class ImportTexts {
    static final Duration SILENCE = Duration.ofSeconds(15);

    private static final String NOT_RESPONDING = "not-responding";
    private static final String UNNAMED = "\u2014";

    private final PageMessages messages;
    private final ImportView view;
    private final ImportPace pace;
    private final Instant now;
    private final Map<String, String> texts = new LinkedHashMap<>();

    private ImportTexts(PageMessages messages, ImportView view, ImportPace pace, Instant now) {
        this.messages = messages;
        this.view = view;
        this.pace = pace;
        this.now = now;
    }

    /**
     * The texts of an import, by name.
     *
     * @param now the reader's moment, from which elapsed time and silence count
     */
    static Map<String, String> of(PageMessages messages, ImportView view, ImportPace pace, Instant now) {
        var made = new ImportTexts(messages, view, pace, now);
        made.addStatus();
        made.addCounts();
        made.addTimes();
        made.addReceipt();
        return Map.copyOf(made.texts);
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
        String percentText = percent.isPresent() ? messages.percent(percent.getAsInt()) : "";
        texts.put("status", messages.text("status." + fragment(view)));
        texts.put("percent", percentText);
        String phaseKey = "phase." + view.phase();
        texts.put(
                "phase",
                view.status().isOwned() && !view.ownerLost() && messages.has(phaseKey) ? messages.text(phaseKey) : "");
        String share = records();
        ImportCounts counts = view.counts();
        texts.put("records", share);
        texts.put("lead", lead());
        texts.put("failure", Objects.requireNonNullElse(view.failure(), ""));
        texts.put("node", view.status() == RunStatus.ENQUEUED ? "" : Objects.requireNonNullElse(view.node(), ""));
        texts.put("uploaded", messages.text("import.uploaded", messages.size(view.fileSizeBytes()), view.startedBy()));
        texts.put(
                "summary",
                percentText.isEmpty()
                        ? messages.text("summary.counting", texts.get("status"), share, counts.failed())
                        : messages.text("summary", texts.get("status"), share, percentText, counts.failed()));
        texts.put(
                "title",
                view.status() == RunStatus.RUNNING && !view.ownerLost() && percent.isPresent()
                        ? messages.text("title.running", percentText, view.fileName())
                        : messages.text("title.status", texts.get("status"), view.fileName()));
    }

    private String lead() {
        CancelReceipt cancel = view.cancellation();
        String key = "lead." + fragment(view);
        String undo = view.isUndoneOnCancel() ? ".undo" : "";
        if (view.ownerLost()) {
            String what = view.status() == RunStatus.CANCELLING ? key + ".cancelling" + undo : key;
            return messages.text(what, Objects.requireNonNullElse(view.node(), UNNAMED));
        }
        return switch (view.status()) {
            case CANCELLED -> messages.text(key + undo, actorOf(cancel), view.processed());
            case SUCCEEDED -> succeeded(key, view.counts());
            case CANCELLING -> messages.text(key + undo);
            default -> messages.text(key);
        };
    }

    private String succeeded(String key, ImportCounts counts) {
        long imported = view.processed() - counts.failed() - counts.skipped();
        if (counts.failed() > 0) {
            return messages.text(key, imported, counts.failed());
        }
        return imported == 0 && counts.skipped() > 0
                ? messages.text("lead.skipped", counts.skipped())
                : messages.text(key, imported, counts.products(), counts.variants());
    }

    private String records() {
        Long total = view.total();
        return total == null
                ? messages.text("records", view.processed())
                : messages.text("records.of", view.processed(), total);
    }

    private void addCounts() {
        ImportCounts counts = view.counts();
        texts.put("created", messages.number(counts.created()));
        texts.put("updated", messages.number(counts.updated()));
        texts.put("unchanged", messages.number(counts.unchanged()));
        texts.put("failed", messages.number(counts.failed()));
        texts.put("skipped", messages.number(counts.skipped()));
        texts.put(
                "outcome",
                Stream.of("created", "updated", "unchanged", "failed", "skipped")
                        .filter(name -> !"0".equals(texts.get(name)))
                        .map(name -> messages.text("outcome." + name, Objects.requireNonNull(texts.get(name))))
                        .collect(Collectors.joining(" \u00b7 ")));
        texts.put("products", messages.number(counts.products()));
        texts.put("variants", messages.number(counts.variants()));
    }

    private void addTimes() {
        Duration elapsed = elapsed();
        texts.put("elapsed", elapsed == null ? "" : messages.exact(elapsed));
        texts.put("rate", rate(elapsed));
        texts.put("remaining", remaining());
        boolean working = view.status().isOwned() && !view.ownerLost();
        Duration silence = Duration.between(view.updatedAt(), now);
        texts.put("changed", working ? messages.text("changed.ago", messages.exact(silence)) : "");
        texts.put(
                "silence",
                working && silence.compareTo(SILENCE) > 0 ? messages.text("silence", messages.exact(silence)) : "");
    }

    private void addReceipt() {
        CancelReceipt cancel = view.cancellation();
        texts.put("cancel-requested", cancel == null ? "" : requested(cancel));
        texts.put("cancel-delivered", cancel == null ? "" : after(cancel, cancel.deliveredAt()));
        texts.put("cancel-observed", cancel == null ? "" : after(cancel, cancel.observedAt()));
        texts.put("cancel-ended", cancel == null ? "" : after(cancel, cancel.endedAt()));
    }

    private String requested(CancelReceipt cancel) {
        String moment = messages.moment(cancel.requestedAt());
        String node = cancel.reason().node();
        return node == null
                ? messages.text("receipt.requested", actorOf(cancel), moment)
                : messages.text("receipt.requested.on", actorOf(cancel), moment, node);
    }

    private static String actorOf(@Nullable CancelReceipt cancel) {
        return cancel == null
                ? UNNAMED
                : Objects.requireNonNullElse(cancel.reason().actor(), UNNAMED);
    }

    private String after(CancelReceipt cancel, @Nullable Instant moment) {
        return moment == null
                ? ""
                : messages.text("receipt.after", messages.precise(Duration.between(cancel.requestedAt(), moment)));
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
                    : messages.text("rate", messages.number(view.processed() * 1000 / elapsed.toMillis()));
        }
        Double perSecond = pace.recordsPerSecond();
        return perSecond == null ? "" : messages.text("rate", messages.number(Math.round(perSecond)));
    }

    private String remaining() {
        if (view.status() != RunStatus.RUNNING || view.ownerLost()) {
            return "";
        }
        Duration remaining = pace.remaining();
        if (remaining != null) {
            return messages.about(remaining);
        }
        return pace.recordsPerSecond() == null && view.total() != null ? messages.text("remaining.estimating") : "";
    }
}
