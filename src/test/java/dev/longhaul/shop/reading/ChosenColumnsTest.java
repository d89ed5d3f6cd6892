package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.UnsafeKeys;
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

    private static final String STYLES = """
            style,size,sku,name,price
            T1,S,7,Tee,15.00
            T1,M,7,Tee,16.00
            T1,,7,Tee,17.00
            T|1,M,7,Tee,18.00
            8.72E+12,M,7,Tee,19.00
            """;

    @Test
    void several_columns_together_can_be_the_key_and_keep_their_meanings() throws Exception {
        assertThat(Outcome.of(columns("style,size", Map.of("price", "price")), STYLES))
                .isEqualTo("""
                T1|M: Tee
                - T1|M 16 EUR; attributes {"size":"M","sku":"7","style":"T1"}
                T1|S: Tee
                - T1|S 15 EUR; attributes {"size":"S","sku":"7","style":"T1"}
                rejected key-missing style
                rejected key-part-with-bar style T|1
                rejected key-shortened style 8.72E+12
                """);
    }

    @Test
    void the_blank_and_damaged_parts_of_a_key_are_counted_before_the_import() throws Exception {
        assertThat(ReadFiles.examine(ReadFiles.utf8(STYLES), columns("style,size", Map.of()))
                        .unsafeKeys())
                .extracting(UnsafeKeys::code, UnsafeKeys::column, UnsafeKeys::count, UnsafeKeys::firstLine)
                .containsExactlyInAnyOrder(
                        tuple("key-shortened", "style", 1L, 6L), tuple("key-missing", "size", 1L, 4L));
    }

    @Test
    void the_columns_of_a_key_say_so() throws Exception {
        assertThat(ReadFiles.examine(ReadFiles.utf8(STYLES), columns("size, #1", Map.of("size", "ignored")))
                        .columns())
                .extracting(ColumnReading::name, ColumnReading::use, ColumnReading::reason)
                .startsWith(
                        tuple("style", ColumnReading.Use.ATTRIBUTE, "chosen as a part of the key"),
                        tuple("size", ColumnReading.Use.IGNORED, "chosen; chosen as a part of the key"),
                        tuple("sku", ColumnReading.Use.ATTRIBUTE, "column `size` is taken as sku"));
    }

    @Test
    void the_column_that_is_the_key_by_its_name_can_be_a_part_of_another() throws Exception {
        assertThat(Outcome.of(columns("sku,size", Map.of()), "sku,size,name\nT1,S,Tee\nT1,M,Tee\n"))
                .isEqualTo("""
                T1|M: Tee
                - T1|M; attributes {"size":"M","sku":"T1"}
                T1|S: Tee
                - T1|S; attributes {"size":"S","sku":"T1"}
                """);
    }

    @Test
    void a_column_of_the_key_may_have_a_comma_in_its_name() throws Exception {
        assertThat(Outcome.of(columns("GTIN, UPC, or ISBN,size", Map.of()), """
                        "GTIN, UPC, or ISBN",size,name
                        4006381333931,S,Tee
                        """))
                .startsWith("4006381333931|S: Tee");
    }

    @Test
    void a_key_with_a_column_that_is_not_there_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> ReadFiles.examine(ReadFiles.utf8(FILE), columns("sku,Gtin", Map.of())))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("there is no column `sku,Gtin`")
                .hasMessageEndingWith("written with commas between them, and each must be one of these");
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
