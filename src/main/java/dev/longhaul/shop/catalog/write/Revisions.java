package dev.longhaul.shop.catalog.write;

import dev.longhaul.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers for the transactions that change the catalogue, unique among all nodes. */
final class Revisions {

    private final String next;

    Revisions(Dialect dialect) {
        this.next = dialect == Dialect.POSTGRESQL
                ? "SELECT nextval('catalog_revision')"
                : "SELECT NEXT VALUE FOR catalog_revision";
    }

    long next(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(next);
                ResultSet results = select.executeQuery()) {
            if (!results.next()) {
                throw new SQLException("sequence catalog_revision gave no value");
            }
            return results.getLong(1);
        }
    }
}
