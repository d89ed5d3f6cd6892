package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.productimport.ImportCounts;
import dev.longhaul.shop.productimport.ImportView;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One import as a program reads it.
 *
 * @param status one of the words of the run's state diagram
 * @param percent as on the page: 100 if and only if the import has succeeded; null while the total is unknown
 * @param ownerLost whether the node that works on it does not respond
 * @param cancelledBy the same as in {@code cancellation}, kept for clients that read it here
 * @param cancelRequestedAt the same as in {@code cancellation}, kept for clients that read it here
 * @param cancellation who asked it to stop and how far that has come; null if no cancel was requested
 * @param mode what its records may do to the catalogue: {@code create}, {@code update} or {@code both}
 * @param onCancel what a cancel of it leaves: {@code keep} or {@code undo}
 * @param undo path of the undo that takes it back or has taken it back; null if none, or if that was undone in turn.
 *     After a cancel with {@code undo} it is there within seconds, if anything was created or updated
 * @param links where to go from here: {@code self}, {@code rejects}, {@code reading}, {@code warnings},
 *     {@code cancellation}, {@code undo}, {@code events}
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
        String mode,
        String onCancel,
        @Nullable String undo,
        @Nullable String failure,
        String version,
        Map<String, String> links) {

    static ImportDocument of(ImportView view, UriInfo address) {
        CancellationDocument cancel = CancellationDocument.of(view.cancellation());
        OptionalInt percent = view.percent();
        URI api = address.getBaseUri();
        URI self = api.resolve("imports/" + view.id());
        return new ImportDocument(
                view.id().toString(),
                view.fileName(),
                view.fileSizeBytes(),
                view.sha256(),
                view.status().name(),
                view.phase(),
                view.processed(),
                view.total(),
                percent.isPresent() ? percent.getAsInt() : null,
                view.counts(),
                view.startedBy(),
                view.createdAt(),
                view.startedAt(),
                view.finishedAt(),
                view.updatedAt(),
                view.node(),
                view.ownerLost(),
                cancel == null ? null : cancel.requestedBy(),
                cancel == null ? null : cancel.requestedAt(),
                cancel,
                view.request().mode().word(),
                view.request().onCancel().word(),
                view.undo() == null ? null : self.getRawPath() + "/undo/" + view.undo(),
                view.failure(),
                view.version(),
                Map.of(
                        "self",
                        self.getRawPath(),
                        "rejects",
                        self.getRawPath() + "/rejects",
                        "retries",
                        self.getRawPath() + "/retries",
                        "reading",
                        self.getRawPath() + "/reading",
                        "warnings",
                        self.getRawPath() + "/warnings",
                        "cancellation",
                        self.getRawPath() + "/cancellation",
                        "undo",
                        self.getRawPath() + "/undo",
                        "events",
                        api.resolve("../events/imports/" + view.id()).getRawPath()));
    }
}
