package dev.longhaul.shop.catalog.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two parts of one chunk did to one product. */
class ChunkChangesTest {

    private final ChunkChanges changes = new ChunkChanges();

    @Test
    void the_oldest_values_count_and_a_new_row_stays_new() {
        RowKey variant = RowKey.variant(7);
        RowKey added = RowKey.variant(8);
        changes.addAll(List.of(new ProductChange(1, 10L, 11L, List.of(both(variant), RowChange.added(added)))));
        changes.addAll(List.of(new ProductChange(
                1,
                11L,
                11L,
                List.of(
                        quantity(variant, 2L),
                        quantity(added, 3L),
                        RowChange.changed(
                                RowKey.price(8, "EUR"), List.of(new ColumnValue(PriceField.AMOUNT, BigDecimal.ONE))),
                        RowChange.added(RowKey.price(8, "USD")),
                        RowChange.added(RowKey.price(7, "USD"))))));

        assertThat(changes.toList())
                .containsExactly(new ProductChange(
                        1,
                        10L,
                        11L,
                        List.of(
                                RowChange.changed(
                                        variant,
                                        List.of(
                                                new ColumnValue(VariantField.QUANTITY, 1L),
                                                new ColumnValue(VariantField.NAME, "before"))),
                                RowChange.added(added),
                                RowChange.added(RowKey.price(7, "USD")))));
    }

    @Test
    void a_product_that_one_part_made_is_new_whatever_the_other_did() {
        changes.addAll(List.of(new ProductChange(1, null, 11L, List.of())));
        changes.addAll(List.of(new ProductChange(1, 11L, 11L, List.of(quantity(RowKey.variant(7), 2L)))));

        assertThat(changes.toList()).containsExactly(new ProductChange(1, null, 11L, List.of()));
    }

    private static RowChange quantity(RowKey key, long old) {
        return RowChange.changed(key, List.of(new ColumnValue(VariantField.QUANTITY, old)));
    }

    private static RowChange both(RowKey key) {
        return RowChange.changed(
                key, List.of(new ColumnValue(VariantField.QUANTITY, 1L), new ColumnValue(VariantField.NAME, "before")));
    }
}
