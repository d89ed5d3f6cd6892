package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.priced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** How PostgreSQL finds the products of a chunk in a catalogue that it has not analysed yet. */
class IndexSearchTest {

    private static final List<String> TABLES = List.of("product", "product_variant", "variant_price");
    private static final int CHUNK = 100;

    @Test
    void no_chunk_and_no_check_reads_a_whole_table_however_often_its_statements_were_used() throws Exception {
        Database database = TestDatabases.postgresql(CatalogTables.SCHEMA);
        CatalogWriter writer = new CatalogWriter(database);
        // one connection, which keeps its prepared statements
        try (Handle handle = Sql.on(database).open()) {
            TABLES.forEach(table -> handle.execute("ALTER TABLE " + table + " SET (autovacuum_enabled = false)"));
            for (int chunk = 0; chunk < 20; chunk++) {
                List<ProductRecord> records = records(chunk, "1.00");
                handle.useTransaction(transaction -> writer.write(transaction, records));
            }
            long before = rowsReadInWhole(handle);
            for (int chunk = 0; chunk < 10; chunk++) {
                List<ProductRecord> records = records(chunk, "2.00");
                new CatalogPreview(CancellationToken.NONE, WriteMode.BOTH).next(handle, records);
                handle.useTransaction(transaction -> writer.write(transaction, records));
            }

            assertThat(rowsReadInWhole(handle) - before).isZero();
            assertThat(handle.getConnection().getAutoCommit()).isTrue();
        }
    }

    private static List<ProductRecord> records(int chunk, String price) {
        return IntStream.range(chunk * CHUNK, (chunk + 1) * CHUNK)
                .mapToObj(i -> priced("h" + i, "s" + i, "EUR", price))
                .toList();
    }

    private static long rowsReadInWhole(Handle handle) {
        handle.execute("SELECT pg_stat_force_next_flush()");
        return handle.createQuery("SELECT SUM(seq_tup_read) FROM pg_stat_user_tables WHERE relname IN (<tables>)")
                .bindList("tables", TABLES)
                .mapTo(Long.class)
                .one();
    }
}
