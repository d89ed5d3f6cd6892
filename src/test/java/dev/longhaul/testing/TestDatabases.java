package dev.longhaul.testing;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;

/** Fresh databases of both kinds, with the tables of the given modules. */
public final class TestDatabases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    /** A new H2 database in a file of its own, opened as the application opens it. */
    public static Database h2(SchemaModule... modules) {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "h2-");
            String url = "jdbc:h2:async:" + directory.toAbsolutePath().resolve("longhaul") + ";DB_CLOSE_DELAY=-1";
            return migrated(new Database(JdbcConnectionPool.create(url, "sa", "")), modules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database in the one PostgreSQL server of this JVM, which ends with the JVM. */
    public static Database postgresql(SchemaModule... modules) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(freshPostgresqlUrl());
        return migrated(new Database(dataSource), modules);
    }

    /** A new and empty database in that server, for other processes; the URL names the user, who needs no password. */
    public static String freshPostgresqlUrl() {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection =
                        PostgresqlOfThisJvm.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return PostgresqlOfThisJvm.SERVER.getJdbcUrl("postgres", name);
    }

    private static Database migrated(Database database, SchemaModule... modules) {
        for (SchemaModule module : modules) {
            module.migrate(database);
        }
        return database;
    }

    private static final class PostgresqlOfThisJvm {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
            }
        }
    }
}
