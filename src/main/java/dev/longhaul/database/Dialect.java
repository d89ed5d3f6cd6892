package dev.longhaul.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The databases that Longhaul knows; where their SQL differs, code asks this and nothing else. */
public enum Dialect {
    H2,
    POSTGRESQL;

    static Dialect of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "H2" -> H2;
                case "PostgreSQL" -> POSTGRESQL;
                default ->
                    throw new IllegalStateException(
                            "the datasource must lead to H2 or PostgreSQL, leads to " + product);
            };
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to the database: " + e.getMessage(), e);
        }
    }
}
