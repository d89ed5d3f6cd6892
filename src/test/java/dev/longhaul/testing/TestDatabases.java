package dev.longhaul.testing;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;

/** Fresh databases of both kinds, with the tables of the given modules. */
public final class TestDatabases {

    private static final String EMPTY = "template1";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<List<SchemaModule>, String> TEMPLATES = new ConcurrentHashMap<>();
    private static final Map<List<SchemaModule>, Path> H2_TEMPLATES = new ConcurrentHashMap<>();
    private static final String H2_NAME = "longhaul";
    private static final int KEPT_POOLS = 4;
    private static final Deque<PooledDataSource> POOLS = new ConcurrentLinkedDeque<>();

    private TestDatabases() {}

    /**
     * A new H2 database in a file of its own, opened as the application opens it. As on PostgreSQL, the tables of the
     * same modules are made once and copied from then on.
     */
    public static Database h2(SchemaModule... modules) {
        try {
            Path file = newH2File();
            if (modules.length > 0) {
                Files.copy(H2_TEMPLATES.computeIfAbsent(List.of(modules), TestDatabases::createH2Template), file);
            }
            return openH2(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A new database in the one PostgreSQL server of this JVM, which ends with the JVM. The tables of the same modules
     * are made once and copied from then on, with the rows that their scripts insert.
     */
    public static Database postgresql(SchemaModule... modules) {
        String template = TEMPLATES.computeIfAbsent(List.of(modules), TestDatabases::createTemplate);
        return open(create(template));
    }

    /** A new and empty database in that server, for other processes; the URL names the user, who needs no password. */
    public static String freshPostgresqlUrl() {
        return urlOf(create(EMPTY));
    }

    /**
     * A new database with the accounts of {@code server-config/postgresql/roles.sql}, none of which needs a password
     * and none of which the URL names. They belong to the server and not to its databases, so one thread at a time
     * changes them.
     */
    public static synchronized String freshPostgresqlUrlWithAccounts() {
        String url = freshPostgresqlUrl().replaceFirst("[?].*", "");
        runRolesScript(url);
        return url;
    }

    /** Runs that script in a database, as an administrator does. */
    public static synchronized void runRolesScript(String url) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(Path.of("server-config/postgresql/roles.sql")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database of that server as one of its accounts sees it. */
    public static DataSource postgresqlAs(String user, String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(url);
        dataSource.setUser(user);
        return dataSource;
    }

    private static Path createH2Template(List<SchemaModule> modules) {
        try {
            Path file = newH2File();
            Database database = migrated(openH2(file), modules.toArray(SchemaModule[]::new));
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                // its file is complete only when it is closed
                statement.execute("SHUTDOWN");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path newH2File() throws IOException {
        return Files.createTempDirectory(Path.of("target"), "h2-")
                .toAbsolutePath()
                .resolve(H2_NAME + ".mv.db");
    }

    private static Database openH2(Path file) {
        // closing it would only delay the end of the JVM
        String url = "jdbc:h2:async:" + file.resolveSibling(H2_NAME) + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
        return new Database(JdbcConnectionPool.create(url, "sa", ""));
    }

    private static String createTemplate(List<SchemaModule> modules) {
        if (modules.isEmpty()) {
            return EMPTY;
        }
        String name = create(EMPTY);
        // unpooled: a database is copied only while it has no connection
        migrated(new Database(dataSourceOf(name)), modules.toArray(SchemaModule[]::new));
        return name;
    }

    /** Creates a database of PostgreSQL and answers its name. */
    private static String create(String template) {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection =
                        PostgresqlOfThisJvm.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // without writing each page to the log, which no test reads
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY FILE_COPY");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    private static String urlOf(String name) {
        return PostgresqlOfThisJvm.SERVER.getJdbcUrl("postgres", name);
    }

    private static Database open(String name) {
        // a new connection for each use took most of the time of these tests
        PooledDataSource pool = PooledDataSource.of(dataSourceOf(name));
        retireAllButTheLatest(pool);
        return new Database(pool.dataSource());
    }

    private static DataSource dataSourceOf(String name) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(urlOf(name));
        return dataSource;
    }

    private static void retireAllButTheLatest(PooledDataSource latest) {
        POOLS.addLast(latest);
        if (POOLS.size() > KEPT_POOLS) {
            try {
                POOLS.removeFirst().retire();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
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
                        // no test outlives this server, and none ends it
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
            }
        }
    }
}
