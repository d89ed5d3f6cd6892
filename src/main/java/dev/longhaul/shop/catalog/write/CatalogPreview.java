package dev.longhaul.shop.catalog.write;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Skipped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * What the records of one source would do to the catalogue, chunk by chunk in their order, without writing. For one
 * thread.
 *
 * <p>What an earlier chunk would have made is remembered by its key and not by its values: a record of a later chunk
 * about it counts as an update, though it may say nothing new.
 */
public final class CatalogPreview {

    private static final long PRODUCT = 1;
    private static final long VARIANT = 2;

    private final CancellationToken token;
    private final RecordFilter filter;
    private final FileReferences said = new FileReferences();
    private final HashedKeys references = new HashedKeys();
    private final HashedKeys products = new HashedKeys();
    private final HashedKeys variants = new HashedKeys();
    private long created;
    private long updated;
    private long unchanged;
    private long skipped;

    /**
     * Begins with the catalogue as it is.
     *
     * @param token ends a chunk and its database statement by an exception
     * @param mode what the records may do
     */
    public CatalogPreview(CancellationToken token, WriteMode mode) {
        this.token = token;
        // nothing of the source is in the catalogue
        this.filter = new RecordFilter(mode, product -> false);
    }

    /**
     * Previews the next records.
     *
     * @return one outcome for each, in their order; ids of what would be new are negative and have no meaning
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token has fired
     */
    public List<RecordOutcome> next(Handle connection, List<ProductRecord> records) throws SQLException {
        AtomicLong last = new AtomicLong();
        said.addAll(records);
        ChunkCatalog chunk = new ChunkCatalog(last::decrementAndGet, said, filter);
        List<RecordOutcome> outcomes = ChunkWrite.apply(connection.getConnection(), records, chunk, token);
        Map<Long, Long> newVariants = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            if (outcomes.get(i) instanceof Accepted accepted) {
                count(records.get(i), accepted, chunk.handleOf(accepted.productId()), newVariants);
            } else if (outcomes.get(i) instanceof Skipped) {
                skipped++;
            }
        }
        return outcomes;
    }

    /** @param newVariants what remembers those of the chunk, by the ids that only it knows */
    private void count(ProductRecord record, Accepted accepted, String handle, Map<Long, Long> newVariants) {
        long product =
                accepted.productId() < 0 ? HashedKeys.hash(PRODUCT, handle) : HashedKeys.mix(accepted.productId());
        boolean isNew = !isOfEarlierParent(record, handle) && products.add(product) && accepted.productId() < 0;
        Long variantId = accepted.variantId();
        if (variantId != null) {
            // several records of a chunk may mean one new variant without giving it the same key
            long variant = variantId < 0
                    ? newVariants.computeIfAbsent(variantId, id -> variantHash(product, record))
                    : HashedKeys.mix(variantId);
            isNew |= variants.add(variant) && variantId < 0;
        }
        if (accepted.change() == Change.UNCHANGED) {
            unchanged++;
        } else if (accepted.change() == Change.CREATED && isNew) {
            created++;
        } else {
            updated++;
        }
    }

    /** True if the chunk mistook the product for a new one because its own record is in an earlier chunk. */
    private boolean isOfEarlierParent(ProductRecord record, String handle) {
        ProductKey key = record.key();
        String reference = key.storedReference();
        if (reference != null) {
            references.add(HashedKeys.hash(PRODUCT, reference));
        }
        String parent = key.parent();
        return parent != null
                && key.handleFor(parent).equals(handle)
                && references.contains(HashedKeys.hash(PRODUCT, key.stored(parent)));
    }

    private static long variantHash(long product, ProductRecord record) {
        return HashedKeys.hash(product ^ VARIANT, VariantKey.of(record));
    }

    /** Records that would make a product or a variant. */
    public long created() {
        return created;
    }

    /** Records that would change or add anything else. */
    public long updated() {
        return updated;
    }

    /** Records that would change nothing. */
    public long unchanged() {
        return unchanged;
    }

    /** Records that would do what the mode does not permit. */
    public long skipped() {
        return skipped;
    }

    /** Distinct products that the records belong to. */
    public long products() {
        return products.size();
    }

    /** Distinct variants that the records belong to. */
    public long variants() {
        return variants.size();
    }
}
