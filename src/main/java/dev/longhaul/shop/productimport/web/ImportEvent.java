package dev.longhaul.shop.productimport.web;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.shop.productimport.ImportCounts;
import dev.longhaul.shop.productimport.ImportView;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Objects;

/**
 * The messages of an event stream, in the format of server-sent events. Data is one line of JSON: the numbers for
 * programs, and under {@code text} the same in words for the page.
 */
final class ImportEvent {
    /** Tells the reader to reconnect one second after a stream has ended. */
    static final String OPENING = "retry: 1000\n\n";

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private ImportEvent() {}

    /** The message about one state of an import. */
    static String message(ImportView view, String data) {
        return "id: " + view.version() + "\nevent: import\ndata: " + data + "\n\n";
    }

    /** One line, whatever stands in the texts: JSON escapes every line end. */
    static String data(ImportView view, Map<String, String> texts) {
        JsonObjectBuilder event = JSON.createObjectBuilder()
                .add("id", view.id().toString())
                .add("version", view.version())
                .add("status", view.status().name())
                .add("fragment", ImportTexts.fragment(view))
                .add("ownerLost", view.ownerLost())
                .add("phase", view.phase())
                .add("processed", view.processed());
        Long total = view.total();
        if (total != null) {
            event.add("total", total);
        }
        CancelReceipt cancel = view.cancellation();
        if (cancel != null) {
            event.add(
                    "cancellation",
                    JSON.createObjectBuilder()
                            .add("stage", cancel.stage().name())
                            .add(
                                    "requestedBy",
                                    Objects.requireNonNullElse(cancel.reason().actor(), "")));
        }
        view.percent().ifPresent(percent -> event.add("percent", percent));
        event.add("counts", counts(view.counts()));
        event.add("updatedAt", view.updatedAt().toString());
        JsonObjectBuilder text = JSON.createObjectBuilder();
        texts.forEach(text::add);
        return event.add("text", text).build().toString();
    }

    private static JsonObjectBuilder counts(ImportCounts counts) {
        return JSON.createObjectBuilder()
                .add("created", counts.created())
                .add("updated", counts.updated())
                .add("unchanged", counts.unchanged())
                .add("failed", counts.failed())
                .add("skipped", counts.skipped())
                .add("products", counts.products())
                .add("variants", counts.variants());
    }
}
