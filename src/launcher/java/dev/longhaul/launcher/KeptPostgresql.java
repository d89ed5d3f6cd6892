package dev.longhaul.launcher;

import dev.longhaul.shop.MigrateDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL whose files stay from one start to the next, set up as {@code server-config/postgresql/roles.sql} says:
 * the servers use an account that may only read and write rows. Every account has a random password, and what was
 * committed is on the disk. Its process is not in this one's group, so Ctrl-C spares it.
 */
final class KeptPostgresql {

    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "longhaul_owner";
    private static final String APPLICATION = "longhaul";
    private static final String DATABASE = "longhaul";

    private final EmbeddedPostgres server;
    private final Path passwords;

    private KeptPostgresql(EmbeddedPostgres server, Path passwords) {
        this.server = server;
        this.passwords = passwords;
    }

    /**
     * Makes the directory in the first start. A server that a killed start left behind is stopped.
     *
     * @throws IllegalStateException when the directory was made by an earlier version, whose superuser had no password
     */
    static KeptPostgresql start(Path directory) throws IOException {
        left(directory.resolve("postmaster.pid")).ifPresent(orphan -> {
            orphan.destroy();
            orphan.onExit().join();
        });
        Path passwords = directory.resolveSibling(directory.getFileName() + "-passwords");
        if (Files.exists(directory) && !Files.exists(passwords)) {
            throw new IllegalStateException(directory + " was made by an earlier version, whose PostgreSQL let everyone"
                    + " in; move it away, and the next start makes a new one");
        }
        SecretFile superuser = secret(OwnerOnly.directory(passwords), SUPERUSER);
        String password = superuser.text();
        KeptPostgresql kept = new KeptPostgresql(
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false) // it would end the database while the servers still drain
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        // the builder's own are those of a database that no test outlives
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setLocaleConfig("pwfile", superuser.file().toString())
                        .setDataDirectoryCustomizer(KeptPostgresql::askForPasswords)
                        .setConnectConfig("password", password)
                        .start(),
                passwords);
        kept.setUp();
        return kept;
    }

    private static Optional<ProcessHandle> left(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    /** Before each start of the server, so that it never runs a moment without. */
    private static void askForPasswords(File directory) {
        try {
            OwnerOnly.write(directory.toPath().resolve("pg_hba.conf"), """
                    local all all              scram-sha-256
                    host  all all 127.0.0.1/32 scram-sha-256
                    """);
            OwnerOnly.close(directory.toPath()); // the builder's lock file
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretFile secret(Path passwords, String account) {
        return new SecretFile(passwords.resolve(account));
    }

    private void setUp() throws IOException {
        try (Connection connection = dataSource(SUPERUSER, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + DATABASE, e);
        }
        try (Connection connection = dataSource(SUPERUSER, DATABASE).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    Files.readString(BuildPaths.serverConfig("postgresql").resolve("roles.sql")));
            for (String account : new String[] {OWNER, APPLICATION}) {
                statement.execute("ALTER ROLE " + account + " PASSWORD '"
                        + secret(passwords, account).text() + "'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot set up the accounts of the database " + DATABASE, e);
        }
        MigrateDatabase.migrate(dataSource(OWNER, DATABASE));
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            return found.next();
        }
    }

    private PGSimpleDataSource dataSource(String account, String database) throws IOException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(url(database));
        dataSource.setUser(account);
        dataSource.setPassword(secret(passwords, account).text());
        return dataSource;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    ServerDatabase address() throws IOException {
        return ServerDatabase.postgresql(
                url(DATABASE), APPLICATION, secret(passwords, APPLICATION).text());
    }

    /** Harmless a second time. */
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
