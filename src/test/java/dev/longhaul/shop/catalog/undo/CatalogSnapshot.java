package dev.longhaul.shop.catalog.undo;

import dev.longhaul.database.Database;
import dev.longhaul.testing.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every row of the catalogue with every column but {@code updated_at}, each behind the id of its product. */
public final class CatalogSnapshot {

    private static final List<String> QUERIES = List.of(
            "SELECT id AS of_product, product.* FROM product ORDER BY id",
            "SELECT product_id AS of_product, product_variant.* FROM product_variant ORDER BY id",
            "SELECT v.product_id AS of_product, c.* FROM variant_price c JOIN product_variant v ON v.id = c.variant_id"
                    + " ORDER BY c.variant_id, c.currency");

    private CatalogSnapshot() {}

    public static List<String> of(Database database) {
        return Sql.on(database).withHandle(handle -> {
            List<String> rows = new ArrayList<>();
            for (String query : QUERIES) {
                rows.addAll(handle.createQuery(query)
                        .map((row, context) -> line(row))
                        .list());
            }
            return rows;
        });
    }

    private static String line(ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            if (!row.getMetaData().getColumnName(column).equalsIgnoreCase("updated_at")) {
                line.append(row.getString(column)).append('|');
            }
        }
        return line.toString();
    }
}
