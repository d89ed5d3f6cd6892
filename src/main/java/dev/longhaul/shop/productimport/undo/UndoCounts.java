package dev.longhaul.shop.productimport.undo;

import dev.longhaul.run.RunProgress;
import dev.longhaul.shop.catalog.undo.CatalogUndo;
import dev.longhaul.shop.catalog.undo.KeptProduct;
import dev.longhaul.shop.catalog.undo.KeptProduct.Bucket;
import java.util.Map;

/**
 * What an undo has done so far. Each product counts once, in one of three buckets.
 *
 * @param restored products that are as they were before the import
 * @param kept products that stay as they are, because someone changed them since
 * @param impossible products whose way back is closed
 */
public record UndoCounts(long restored, long kept, long impossible) {

    /** Products that are decided. */
    public long processed() {
        return restored + kept + impossible;
    }

    static UndoCounts of(RunProgress progress) {
        return new UndoCounts(progress.count("restored"), progress.count("kept"), progress.count("impossible"));
    }

    UndoCounts plus(CatalogUndo.Outcome outcome) {
        return new UndoCounts(
                restored + outcome.restored(),
                kept + count(outcome, Bucket.KEPT),
                impossible + count(outcome, Bucket.IMPOSSIBLE));
    }

    private static long count(CatalogUndo.Outcome outcome, Bucket bucket) {
        return outcome.kept().stream()
                .map(KeptProduct::reason)
                .filter(reason -> reason.bucket() == bucket)
                .count();
    }

    /**
     * The numbers in the form in which runs carry them.
     *
     * @param position of the chunk that was undone last
     * @param chunkCount how many chunks the undo has written
     */
    RunProgress progress(long total, long position, long chunkCount) {
        return new RunProgress(
                "undoing",
                processed(),
                total,
                Map.of(
                        "restored", restored,
                        "kept", kept,
                        "impossible", impossible,
                        "position", position,
                        "chunks", chunkCount));
    }
}
