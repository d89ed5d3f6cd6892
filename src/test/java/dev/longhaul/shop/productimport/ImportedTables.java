package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.testing.Sql;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What imports have left in a database, without what differs between two that did the same: ids and times. */
final class ImportedTables {

    private static final String PRODUCTS =
            "SELECT p.handle, p.reference, p.name, p.description, p.vendor, p.product_type,"
                    + " p.tags, p.status, v.variant_key, v.sku, v.name AS variant, v.option1_value, v.barcode, v.quantity,"
                    + " c.currency, c.amount, c.compare_at FROM product p LEFT JOIN product_variant v ON v.product_id = p.id"
                    + " LEFT JOIN variant_price c ON c.variant_id = v.id ORDER BY p.handle, v.variant_key, c.currency";
    private static final String REJECTS =
            "SELECT record_number, line_number, code, column_name, cell_value, message, cells FROM import_reject"
                    + " ORDER BY run_id, record_number";

    private final Database database;

    ImportedTables(Database database) {
        this.database = database;
    }

    List<String> products() {
        return lines(PRODUCTS);
    }

    List<String> rejects() {
        return lines(REJECTS);
    }

    void clear() {
        for (String table : List.of("variant_price", "product_variant", "product", "import_reject")) {
            Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
    }

    private List<String> lines(String query) {
        return Sql.on(database).withHandle(handle -> handle.createQuery(query)
                .map((row, context) -> line(row))
                .list());
    }

    private static String line(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            cells.add(row.getString(column));
        }
        return String.join("|", cells.stream().map(String::valueOf).toList());
    }
}
