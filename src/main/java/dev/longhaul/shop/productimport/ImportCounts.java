package dev.longhaul.shop.productimport;

import dev.longhaul.run.RunProgress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done so far. Each record processed is counted once among the first five; products and variants
 * count what the records made, so several records can belong to one product.
 *
 * @param created records that made a product or a variant
 * @param updated records that changed or added anything else
 * @param unchanged records that said what the catalogue said already
 * @param failed records kept as rejects
 * @param skipped records that would have done what the import's mode does not permit
 * @param products distinct products that the records belong to
 * @param variants distinct variants that the records belong to
 */
public record ImportCounts(
        long created, long updated, long unchanged, long failed, long skipped, long products, long variants) {
    /** Nothing done yet. */
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0);

    /** Of an import that skips nothing. */
    public ImportCounts(long created, long updated, long unchanged, long failed, long products, long variants) {
        this(created, updated, unchanged, failed, 0, products, variants);
    }

    /** Those that a run carries. */
    static ImportCounts of(RunProgress progress) {
        return new ImportCounts(
                progress.count("created"),
                progress.count("updated"),
                progress.count("unchanged"),
                progress.count("failed"),
                progress.count("skipped"),
                progress.count("products"),
                progress.count("variants"));
    }

    /**
     * These numbers as a run carries them.
     *
     * @param phase what the run does now
     * @param total of the records, null if it is not known
     */
    RunProgress in(String phase, @Nullable Long total) {
        return new RunProgress(
                phase,
                processed(),
                total,
                Map.of(
                        "created", created,
                        "updated", updated,
                        "unchanged", unchanged,
                        "failed", failed,
                        "skipped", skipped,
                        "products", products,
                        "variants", variants));
    }

    /** How many records have been decided: the sum of created, updated, unchanged, failed and skipped. */
    public long processed() {
        return imported() + failed + skipped;
    }

    /** How many of them are in the catalogue. */
    public long imported() {
        return created + updated + unchanged;
    }
}
