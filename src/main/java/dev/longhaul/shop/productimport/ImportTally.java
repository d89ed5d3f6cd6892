package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.undo.IdSet;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Skipped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what an import has done. A product or variant counts once, even if it has several records. Not safe for
 * several threads.
 */
final class ImportTally {

    private ImportCounts counts;
    private final IdSet products = new IdSet();
    private final IdSet variants = new IdSet();

    /** Continues from the committed counts; {@link #remember} tells which products they include. */
    ImportTally(ImportCounts committed) {
        this.counts = committed;
    }

    ImportCounts counts() {
        return counts;
    }

    /**
     * What the counts are once a chunk with these outcomes is committed. Changes nothing: a chunk may be tried again.
     */
    ImportCounts with(List<RecordOutcome> outcomes, int rejectedCount) {
        return new ImportCounts(
                counts.created() + count(outcomes, Change.CREATED),
                counts.updated() + count(outcomes, Change.UPDATED),
                counts.unchanged() + count(outcomes, Change.UNCHANGED),
                counts.failed() + rejectedCount,
                counts.skipped()
                        + outcomes.stream().filter(Skipped.class::isInstance).count(),
                counts.products() + countMissing(products, productIds(outcomes)),
                counts.variants() + countMissing(variants, variantIds(outcomes)));
    }

    /** The chunk is committed. */
    void commit(ImportCounts after, List<RecordOutcome> outcomes) {
        counts = after;
        remember(outcomes);
    }

    /** These products and variants are in the counts already. */
    void remember(List<RecordOutcome> outcomes) {
        products.addAll(productIds(outcomes));
        variants.addAll(variantIds(outcomes));
    }

    private static long countMissing(IdSet known, Collection<Long> ids) {
        return ids.stream().filter(id -> !known.contains(id)).count();
    }

    private static long count(List<RecordOutcome> outcomes, Change change) {
        return outcomes.stream()
                .filter(outcome -> outcome instanceof Accepted accepted && accepted.change() == change)
                .count();
    }

    private static Set<Long> productIds(List<RecordOutcome> outcomes) {
        Set<Long> ids = new HashSet<>();
        for (RecordOutcome outcome : outcomes) {
            if (outcome instanceof Accepted accepted) {
                ids.add(accepted.productId());
            }
        }
        return ids;
    }

    private static Set<Long> variantIds(List<RecordOutcome> outcomes) {
        return outcomes.stream()
                .filter(Accepted.class::isInstance)
                .map(outcome -> ((Accepted) outcome).variantId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
