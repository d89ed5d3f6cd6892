package dev.longhaul.database;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Says whether other machines can read along between this server and PostgreSQL. What PostgreSQL itself sees is asked,
 * so a setting that the driver ignores does not count.
 */
final class EncryptionCheck {

    /** A connection within one machine has the same address at both ends, and one by a socket file has none. */
    private static final String IS_SAFE =
            "SELECT ssl OR inet_client_addr() IS NULL OR inet_client_addr() = inet_server_addr()"
                    + " FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private EncryptionCheck() {}

    /** One sentence for the operator; empty where the connection is encrypted or stays on this machine. */
    static Optional<String> warning(Database database) {
        if (database.dialect() == Dialect.H2) {
            return Optional.empty();
        }
        boolean isSafe = Jdbi.create(database.dataSource()).withHandle(handle -> handle.createQuery(IS_SAFE)
                .mapTo(Boolean.class)
                .findOne()
                // behind a pooler that shows no row of this session
                .orElse(false));
        return isSafe
                ? Optional.empty()
                : Optional.of(
                        "the connection to the database on another machine is not encrypted, so whoever is between"
                                + " the two reads passwords and products: add sslmode=verify-full and sslrootcert=... to"
                                + " longhaul.postgresql.url");
    }
}
