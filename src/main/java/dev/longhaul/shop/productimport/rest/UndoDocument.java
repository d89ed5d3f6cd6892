package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.productimport.undo.UndoCounts;
import dev.longhaul.shop.productimport.undo.UndoView;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One undo as a program reads it.
 *
 * @param undoneId the run that it undoes: the import, or an undo of it
 * @param redo whether it undoes an undo, so that the products are as the import left them
 * @param status one of the words of the run's state diagram
 * @param processed products decided so far
 * @param total products that the undone run had changed
 * @param percent 100 if and only if the undo has succeeded; null while the total is unknown
 * @param counts the products by bucket
 * @param ownerLost whether the node that works on it does not respond
 * @param cancellation who asked it to stop and how far that has come; null if no cancel was requested
 * @param links where to go from here: {@code self}, {@code import}, {@code products}, {@code cancellation},
 *     {@code resumption}, {@code undo}
 */
public record UndoDocument(
        String id,
        String importId,
        String undoneId,
        boolean redo,
        String status,
        long processed,
        @Nullable Long total,
        @Nullable Integer percent,
        UndoCounts counts,
        String startedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        @Nullable String node,
        boolean ownerLost,
        @Nullable CancellationDocument cancellation,
        @Nullable String failure,
        String version,
        Map<String, String> links) {

    static UndoDocument of(UndoView view, UriInfo address) {
        OptionalInt percent = view.percent();
        String imported =
                address.getBaseUri().resolve("imports/" + view.importRun()).getRawPath();
        String self = imported + "/undo/" + view.id();
        return new UndoDocument(
                view.id().toString(),
                view.importRun().toString(),
                view.undone().toString(),
                view.redo(),
                view.status().name(),
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
                CancellationDocument.of(view.cancellation()),
                view.failure(),
                view.version(),
                Map.of(
                        "self",
                        self,
                        "import",
                        imported,
                        "products",
                        self + "/products",
                        "cancellation",
                        self + "/cancellation",
                        "resumption",
                        self + "/resumption",
                        "undo",
                        self + "/undo"));
    }
}
