package dev.longhaul.it.server;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerUnderTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Looks into a server's database from outside: an H2 file only while the server is down, PostgreSQL at any time and as
 * its superuser.
 */
public final class DatabaseOfServer implements AutoCloseable {

    private final Connection connection;

    private DatabaseOfServer(Connection connection) {
        this.connection = connection;
    }

    public static DatabaseOfServer of(ServerUnderTest server) throws SQLException {
        ServerDatabase database = server.options().database();
        if (database.kind() == ServerDatabase.Kind.H2) {
            return new DatabaseOfServer(DriverManager.getConnection(
                    "jdbc:h2:async:" + server.dataDirectory().toAbsolutePath().resolve("longhaul") + ";IFEXISTS=TRUE",
                    "longhaul",
                    "longhaul"));
        }
        return new DatabaseOfServer(
                DriverManager.getConnection(database.properties().get("longhaul.postgresql.url"), "postgres", ""));
    }

    public long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Keeps everybody else from writing to the table until this is closed. */
    public void lock(String table) throws SQLException {
        lock(table, "EXCLUSIVE");
    }

    /** Keeps everybody else from reading the table, too, until this is closed. */
    public void lockAgainstReading(String table) throws SQLException {
        lock(table, "ACCESS EXCLUSIVE");
    }

    private void lock(String table, String mode) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN " + mode + " MODE");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
