package dev.longhaul.run;

import dev.longhaul.database.Dialect;
import org.jdbi.v3.core.Handle;

/**
 * Lets one transaction at a time decide about the runs of one start key. Keys belong to persons, but the same key of
 * two persons shares the lock, which is held for a moment.
 */
final class StartKeys {

    private final String insert;

    StartKeys(Dialect dialect) {
        insert = switch (dialect) {
            case H2 -> "MERGE INTO run_start_key (start_key) KEY (start_key) VALUES (?)";
            case POSTGRESQL -> "INSERT INTO run_start_key (start_key) VALUES (?) ON CONFLICT DO NOTHING";
        };
    }

    /**
     * Waits until no other transaction decides about the key; held until the end of the transaction. To be called
     * before any query about the key's runs.
     */
    void lock(Handle transaction, String key) {
        if (!tryLock(transaction, key)) {
            transaction.execute(insert, key);
            tryLock(transaction, key);
        }
    }

    private static boolean tryLock(Handle transaction, String key) {
        return transaction.execute("UPDATE run_start_key SET start_key = start_key WHERE start_key = ?", key) == 1;
    }
}
