package dev.longhaul.shop.catalog.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class CatalogTablesTest {

    private static final String COLUMNS = "SELECT column_name, data_type, character_maximum_length"
            + " FROM information_schema.columns WHERE LOWER(table_name) = :table ORDER BY ordinal_position";

    private final TestCatalog catalog;

    CatalogTablesTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @Test
    void the_enums_name_the_columns_their_types_and_lengths_in_the_order_of_the_scripts() {
        for (Table<?> table : List.of(CatalogTables.PRODUCT, CatalogTables.VARIANT, CatalogTables.PRICE)) {
            List<String> described = new ArrayList<>(
                    table.columns().stream().map(CatalogTablesTest::described).toList());

            assertThat(stored(table.name())).as(table.name()).isEqualTo(described);
        }
    }

    @Test
    void a_value_of_another_type_or_of_a_key_is_refused() {
        ColumnValues.Builder<ProductField> values = ColumnValues.of(CatalogTables.PRODUCT);

        assertThatThrownBy(() -> values.put(ProductField.TAGS, 5L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("product.tags");
        assertThatThrownBy(() -> values.put(ProductField.HANDLE, "lamp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("product.handle");
    }

    private static String described(Column column) {
        String type = column.type().sqlName().equals("varchar")
                ? "character varying"
                : column.type().sqlName();
        return column.sqlName() + " " + type + " " + column.longest();
    }

    private List<String> stored(String table) {
        return Sql.on(catalog.database()).withHandle(handle -> handle
                .createQuery(COLUMNS)
                .bind("table", table)
                .map((results, context) -> (results.getString(1) + " " + results.getString(2)).toLowerCase(Locale.ROOT)
                        + " " + results.getInt(3))
                .stream()
                .filter(column -> Stream.of("created_at", "updated_at").noneMatch(column::startsWith))
                .toList());
    }
}
