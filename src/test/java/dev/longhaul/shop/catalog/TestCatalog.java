package dev.longhaul.shop.catalog;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A database of its own with the catalogue's tables, and the catalogue in it. */
public record TestCatalog(String name, Database database, CatalogWriter writer, Catalog reader) {

    /** One on each kind of database, opened when its turn comes. */
    public static Stream<TestCatalog> onEachDatabase() {
        Stream<Supplier<TestCatalog>> kinds = Stream.of(
                () -> of("H2", TestDatabases.h2(CatalogTables.SCHEMA)),
                () -> of("PostgreSQL", TestDatabases.postgresql(CatalogTables.SCHEMA)));
        return kinds.map(Supplier::get);
    }

    private static TestCatalog of(String name, Database database) {
        return new TestCatalog(name, database, new CatalogWriter(database), new Catalog(database));
    }

    public void empty() {
        for (String table : List.of("variant_price", "product_variant", "product")) {
            Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
    }

    /** Writes the records in one chunk and a transaction of its own; each must be accepted. */
    public List<Change> changes(ProductRecord... records) {
        return write(records).stream()
                .map(outcome -> ((Accepted) outcome).change())
                .toList();
    }

    public List<RecordOutcome> write(ProductRecord... records) {
        try {
            return Sql.on(database).inTransaction(handle -> writer.write(handle, Arrays.asList(records)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
