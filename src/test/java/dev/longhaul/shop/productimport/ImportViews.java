package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.catalog.write.WriteMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports for tests: a running one, and changes of it. */
public final class ImportViews {
    /** When every import here was accepted. */
    public static final Instant CREATED = Instant.parse("2026-11-23T14:00:00Z");

    /** Asked for by rosa on node-2, 80 s after that, and over 1.8 s later. */
    public static final CancelReceipt CANCEL = new CancelReceipt(
            new CancellationReason(CancellationReason.Kind.USER, "", "rosa", "node-2", CREATED.plusSeconds(80)),
            CREATED.plusSeconds(80).plusMillis(12),
            CREATED.plusSeconds(80).plusMillis(14),
            CREATED.plusSeconds(82));

    private ImportViews() {}

    /** 12,400 of 49,688 records done, 31 of them rejected, 80 s after its start. */
    public static ImportView running() {
        return new ImportView(
                RunId.parse("0a9d4e5c-27b0-4c6e-9b1e-1f6b6a3c2d10").orElseThrow(),
                "autumn.csv",
                1_234_567,
                "ab".repeat(32),
                "rosa",
                RunStatus.RUNNING,
                "importing",
                12_400,
                49_688L,
                new ImportCounts(12_000, 300, 69, 31, 4_100, 12_100),
                CREATED,
                CREATED.plusSeconds(2),
                null,
                CREATED.plusSeconds(82),
                "node-1",
                false,
                null,
                ImportRequest.of(UUID.fromString("5b0a2c1e-7f7d-4d53-8d7a-0d4b3f7e9c11")),
                null,
                null,
                "1-7");
    }

    /** The same import elsewhere on its way. */
    public static ImportView at(RunStatus status, long processed, @Nullable Long total) {
        return change(running(), status, processed, total, null);
    }

    /** The same import after its end. */
    public static ImportView ended(RunStatus status, long processed, @Nullable String failure) {
        ImportView changed = change(running(), status, processed, 49_688L, failure);
        return new ImportView(
                changed.id(),
                changed.fileName(),
                changed.fileSizeBytes(),
                changed.sha256(),
                changed.startedBy(),
                status,
                changed.phase(),
                processed,
                changed.total(),
                changed.counts(),
                changed.createdAt(),
                changed.startedAt(),
                CREATED.plusSeconds(82),
                changed.updatedAt(),
                changed.node(),
                false,
                status == RunStatus.CANCELLED ? CANCEL : null,
                changed.request(),
                changed.undo(),
                failure,
                "1-9");
    }

    /** The cancelled import, which was to be undone then. */
    public static ImportView undone(RunId undo) {
        ImportView view = ended(RunStatus.CANCELLED, 12_400, null);
        return new ImportView(
                view.id(),
                view.fileName(),
                view.fileSizeBytes(),
                view.sha256(),
                view.startedBy(),
                view.status(),
                view.phase(),
                view.processed(),
                view.total(),
                view.counts(),
                view.createdAt(),
                view.startedAt(),
                view.finishedAt(),
                view.updatedAt(),
                view.node(),
                view.ownerLost(),
                view.cancellation(),
                new ImportRequest(view.request().uploadId(), null, WriteMode.CREATE, OnCancel.UNDO, null, null),
                undo,
                view.failure(),
                view.version());
    }

    /** The same import after its success, with these counts. */
    public static ImportView succeeded(ImportCounts counts) {
        ImportView changed = ended(RunStatus.SUCCEEDED, counts.processed(), null);
        return new ImportView(
                changed.id(),
                changed.fileName(),
                changed.fileSizeBytes(),
                changed.sha256(),
                changed.startedBy(),
                changed.status(),
                changed.phase(),
                changed.processed(),
                changed.total(),
                counts,
                changed.createdAt(),
                changed.startedAt(),
                changed.finishedAt(),
                changed.updatedAt(),
                changed.node(),
                false,
                null,
                changed.request(),
                changed.undo(),
                null,
                "1-9");
    }

    /** The running import, on a node that cannot be seen. */
    public static ImportView ownerLost(RunStatus status, @Nullable CancelReceipt cancel) {
        ImportView view = running();
        return new ImportView(
                view.id(),
                view.fileName(),
                view.fileSizeBytes(),
                view.sha256(),
                view.startedBy(),
                status,
                view.phase(),
                view.processed(),
                view.total(),
                view.counts(),
                view.createdAt(),
                view.startedAt(),
                view.finishedAt(),
                view.updatedAt(),
                view.node(),
                true,
                cancel,
                view.request(),
                view.undo(),
                view.failure(),
                view.version());
    }

    /** The running import under another file name. */
    public static ImportView named(String fileName) {
        ImportView view = running();
        return new ImportView(
                view.id(),
                fileName,
                view.fileSizeBytes(),
                view.sha256(),
                view.startedBy(),
                view.status(),
                view.phase(),
                view.processed(),
                view.total(),
                view.counts(),
                view.createdAt(),
                view.startedAt(),
                view.finishedAt(),
                view.updatedAt(),
                view.node(),
                view.ownerLost(),
                view.cancellation(),
                view.request(),
                view.undo(),
                view.failure(),
                view.version());
    }

    private static ImportView change(
            ImportView view, RunStatus status, long processed, @Nullable Long total, @Nullable String failure) {
        return new ImportView(
                view.id(),
                view.fileName(),
                view.fileSizeBytes(),
                view.sha256(),
                view.startedBy(),
                status,
                view.phase(),
                processed,
                total,
                view.counts(),
                view.createdAt(),
                view.startedAt(),
                view.finishedAt(),
                view.updatedAt(),
                view.node(),
                view.ownerLost(),
                view.cancellation(),
                view.request(),
                view.undo(),
                failure,
                view.version() + "-" + processed);
    }
}
