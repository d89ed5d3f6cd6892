package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ReadingChoices;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person decides about the columns of a file counts more than what their names say. */
class ChosenColumnsTest {

    private static final String FILE = """
            sku;name;Netto;EAN
            L1;Lampe;12,50;4006381333931
            """;

    @Test
    void a_column_becomes_the_chosen_field() throws Exception {
        assertThat(Outcome.of(columns(null, Map.of("Netto", "price")), FILE)).isEqualTo("""
                L1: Lampe
                - L1 12.5 EUR; barcode 4006381333931
                """);
    }

    @Test
    void an_ignored_column_is_not_read() throws Exception {
        assertThat(Outcome.of(columns(null, Map.of("Netto", "ignored")), FILE)).isEqualTo("""
                L1: Lampe
                - L1; barcode 4006381333931
                """);
    }

    @Test
    void another_column_can_be_the_key() throws Exception {
        assertThat(Outcome.of(columns("EAN", Map.of("Netto", "ignored", "sku", "ignored")), FILE))
                .isEqualTo("""
                4006381333931: Lampe
                - 4006381333931
                """);
    }

    @Test
    void a_key_of_two_columns_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> ReadFiles.examine(ReadFiles.utf8(FILE), columns("sku,EAN", Map.of())))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("there is no column `sku,EAN`")
                .hasMessageEndingWith("one column is chosen, not a list of several: join the cells in the file first");
    }

    @Test
    void a_chosen_currency_counts_where_the_file_names_none() throws Exception {
        ReadingChoices dollars = new ReadingChoices(
                FileChoices.NONE, DecimalMark.UNKNOWN, "USD", null, Map.of(), false, null, false, null);

        assertThat(Outcome.of(dollars, "sku,price\nL1,12.50\n")).isEqualTo("""
                L1: L1 (draft)
                - L1 12.5 USD
                """);
    }

    @Test
    void a_chosen_decimal_mark_settles_what_the_column_leaves_open() throws Exception {
        ReadingChoices comma =
                new ReadingChoices(FileChoices.NONE, DecimalMark.COMMA, null, null, Map.of(), false, null, false, null);

        assertThat(Outcome.of(comma, "sku;price\nL1;1.234\n")).isEqualTo("""
                L1: L1 (draft)
                - L1 1234 EUR
                """);
    }

    @Test
    void blank_cells_of_further_rows_take_nothing_from_their_product() throws Exception {
        ReadingChoices clears = new ReadingChoices(
                FileChoices.NONE, DecimalMark.UNKNOWN, null, null, Map.of(), true, null, false, null);

        assertThat(Outcome.of(clears, """
                        Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price
                        tee,Tee,Acme,Size,S,T-S,15.00
                        tee,,,,M,T-M,15.00
                        """)).isEqualTo("""
                        tee: Tee; vendor Acme
                        - T-S Size=S 15 EUR
                        - T-M Size=M 15 EUR
                        """);
    }

    private static ReadingChoices columns(@Nullable String key, Map<String, String> columns) {
        return new ReadingChoices(FileChoices.NONE, DecimalMark.UNKNOWN, null, key, columns, false, null, false, null);
    }
}
