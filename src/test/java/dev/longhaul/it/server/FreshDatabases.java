package dev.longhaul.it.server;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.shop.MigrateDatabase;
import dev.longhaul.testing.TestDatabases;

/** Databases that a server under test finds without rows. None is used as a superuser. */
public final class FreshDatabases {

    private FreshDatabases() {}

    /**
     * On PostgreSQL its tables exist, and the server's account may only read and write their rows; but the tests that
     * run inside a server make tables of their own.
     */
    static ServerDatabase of(ServerDatabase.Kind kind) {
        if (kind == ServerDatabase.Kind.H2) {
            return ServerDatabase.h2();
        }
        return System.getProperty("arquillian.launch") == null ? migratedPostgresql() : postgresql();
    }

    private static ServerDatabase migratedPostgresql() {
        String url = TestDatabases.freshPostgresqlUrlWithAccounts();
        MigrateDatabase.migrate(TestDatabases.postgresqlAs("longhaul_owner", url));
        return ServerDatabase.postgresql(url, "longhaul", "");
    }

    /**
     * A new database in the one PostgreSQL server of this JVM, in which the server makes the tables; share the record
     * to share the database.
     */
    public static ServerDatabase postgresql() {
        return ServerDatabase.postgresql(TestDatabases.freshPostgresqlUrlWithAccounts(), "longhaul_owner", "");
    }
}
