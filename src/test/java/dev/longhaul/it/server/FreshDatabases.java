package dev.longhaul.it.server;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.testing.TestDatabases;

/** Databases that a server under test finds empty. */
public final class FreshDatabases {

    private FreshDatabases() {}

    static ServerDatabase of(ServerDatabase.Kind kind) {
        return kind == ServerDatabase.Kind.H2 ? ServerDatabase.h2() : postgresql();
    }

    /** A new database in the one PostgreSQL server of this JVM; share the record to share the database. */
    public static ServerDatabase postgresql() {
        return ServerDatabase.postgresql(TestDatabases.freshPostgresqlUrl());
    }
}
