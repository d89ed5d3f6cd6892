package dev.longhaul.productimport;

import dev.longhaul.run.NewRun;
import dev.longhaul.run.StartPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Who starts an import, and how.
 *
 * @param startedBy the signed-in user
 * @param idempotencyKey names this start of the user: the same file sent again with it is the same import; null for none
 * @param startKey imports of one key, such as a supplier's name, run one after the other; null for one that waits for no other
 * @param startPolicy what becomes of this one while another of its key has not ended
 */
public record ImportStart(
        String startedBy,
        @Nullable String idempotencyKey,
        @Nullable String startKey,
        StartPolicy startPolicy) {

    /** Without keys. */
    public static ImportStart by(String user) {
        return new ImportStart(user, null, null, StartPolicy.QUEUE);
    }

    public ImportStart withIdempotencyKey(@Nullable String key) {
        return new ImportStart(startedBy, key, startKey, startPolicy);
    }

    NewRun run(ImportRequest request, long recordCount) {
        NewRun run = NewRun.of(ImportRequest.RUN_TYPE, request, startedBy)
                .withTotal(recordCount)
                .withIdempotencyKey(idempotencyKey);
        return startKey == null ? run : run.withStartKey(startKey, startPolicy);
    }
}
