package dev.longhaul.shop.catalog.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyInsertTest {

    /** What has a meaning to COPY, to SQL or to an encoding, and some letters between. */
    private static final String[] PIECES = {
        "\\", "\t", "\n", "\r", "\r\n", "\\.", "\\N", "\\n", "\n\\.\n", "\"", "'", ",", ";", "a", "B", "0", " ", "ü",
        "漢", "🪑", "\u0001", "\u001f", "\u007f", "\u0085", "\u2028", "\uFEFF", "\uFFFD", "{", "}", "NULL", "--", "$1"
    };

    private static Database database;

    private final CopyInsert copy = new CopyInsert((connection, table, rows) -> {
        throw new AssertionError("COPY was left for " + rows.size() + " rows");
    });

    @BeforeAll
    static void open() {
        database = TestDatabases.postgresql(CatalogTables.SCHEMA);
    }

    @BeforeEach
    void empty() {
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM product"));
    }

    @Test
    void random_texts_of_everything_that_means_something_come_back_as_they_went_in() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<PendingRow<ProductField>> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(product(i + 1L, i + ":" + text(random, 20), text(random, 60)));
        }

        insert(rows);

        List<String> written = rows.stream().map(CopyInsertTest::shown).toList();
        assertThat(stored()).as("seed %d", seed).isEqualTo(written);
    }

    @Test
    void an_empty_text_is_not_the_same_as_none() throws SQLException {
        List<PendingRow<ProductField>> rows = new ArrayList<>();
        for (int i = 0; i < CopyInsert.WORTHWHILE_ROW_COUNT; i++) {
            PendingRow<ProductField> row = product(i + 1L, "h" + i, "");
            rows.add(row);
        }

        insert(rows);

        String found = Sql.on(database).withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT (description = '') || ' ' || (vendor IS NULL) FROM product")
                .mapTo(String.class)
                .one());
        assertThat(found).isEqualTo("true true");
    }

    @Test
    void a_connection_is_usable_after_a_copy_that_failed() {
        List<PendingRow<ProductField>> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(product(1, "same", "x".repeat(500)));
        }

        Sql.on(database).useHandle(handle -> {
            assertThatThrownBy(() -> copy.insert(handle.getConnection(), CatalogTables.PRODUCT, rows))
                    .isInstanceOf(SQLException.class);
            assertThat(handle.createQuery("SELECT COUNT(*) FROM product")
                            .mapTo(Long.class)
                            .one())
                    .isZero();
        });
    }

    private void insert(List<PendingRow<ProductField>> rows) throws SQLException {
        Sql.on(database).useHandle(handle -> copy.insert(handle.getConnection(), CatalogTables.PRODUCT, rows));
    }

    private static PendingRow<ProductField> product(long id, String handle, String description) {
        PendingRow<ProductField> row = PendingRow.ofNew(CatalogTables.PRODUCT);
        row.put(ProductField.ID, id);
        row.put(ProductField.REVISION, 1L);
        row.put(ProductField.HANDLE, handle);
        row.put(ProductField.NAME, description);
        row.put(ProductField.DESCRIPTION, description);
        row.put(ProductField.STATUS, ProductStatus.DRAFT.name());
        return row;
    }

    private static String text(Random random, int pieces) {
        return random.ints(random.nextInt(pieces), 0, PIECES.length)
                .mapToObj(i -> PIECES[i])
                .collect(Collectors.joining());
    }

    private static List<String> stored() {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT * FROM product ORDER BY id")
                .map((results, context) -> results.getString("handle") + "|" + results.getString("name") + "|"
                        + results.getString("description"))
                .list());
    }

    private static String shown(PendingRow<ProductField> row) {
        return row.text(ProductField.HANDLE) + "|" + row.text(ProductField.NAME) + "|"
                + row.text(ProductField.DESCRIPTION);
    }
}
