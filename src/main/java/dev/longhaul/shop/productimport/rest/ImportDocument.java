package dev.longhaul.shop.productimport.rest;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.shop.productimport.ImportCounts;
import dev.longhaul.shop.productimport.ImportView;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One import as a program reads it.
 *
 * @param status one of the words of the run's state diagram
 * @param percent whole percent of the records decided, 100 only at the end; null while the total is unknown
 * @param ownerLost whether the node that works on it cannot be seen from the node that answers
 * @param cancellation who asked it to stop and how far that has come; null if nobody did
 * @param links where to go from here: {@code self}, {@code rejects}, {@code cancellation}, {@code events}
 */
public record ImportDocument(
        String id,
        String fileName,
        long fileSizeBytes,
        String sha256,
        String status,
        String phase,
        long processed,
        @Nullable Long total,
        @Nullable Integer percent,
        ImportCounts counts,
        String startedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        @Nullable String node,
        boolean ownerLost,
        @Nullable String cancelledBy,
        @Nullable Instant cancelRequestedAt,
        @Nullable CancellationDocument cancellation,
        @Nullable String failure,
        String version,
        Map<String, String> links) {

    static ImportDocument of(ImportView view, UriInfo address) {
        CancelReceipt cancel = view.cancelRequest();
        URI api = address.getBaseUri();
        URI self = api.resolve("imports/" + view.id());
        return new ImportDocument(
                view.id(),
                view.fileName(),
                view.fileSizeBytes(),
                view.sha256(),
                view.status().name(),
                view.phase(),
                view.processed(),
                view.total(),
                percent(view),
                view.counts(),
                view.startedBy(),
                view.createdAt(),
                view.startedAt(),
                view.finishedAt(),
                view.updatedAt(),
                view.node(),
                view.ownerLost(),
                cancel == null ? null : cancel.reason().actor(),
                cancel == null ? null : cancel.requestedAt(),
                CancellationDocument.of(cancel),
                view.failure(),
                view.version(),
                Map.of(
                        "self",
                        self.getRawPath(),
                        "rejects",
                        self.getRawPath() + "/rejects",
                        "cancellation",
                        self.getRawPath() + "/cancellation",
                        "events",
                        api.resolve("../events/imports/" + view.id()).getRawPath()));
    }

    private static @Nullable Integer percent(ImportView view) {
        Long total = view.total();
        if (total == null || total == 0) {
            return null;
        }
        int percent = (int) Math.min(100, view.processed() * 100 / total);
        return percent == 100 && !view.status().isEnded() ? 99 : Integer.valueOf(percent);
    }
}
