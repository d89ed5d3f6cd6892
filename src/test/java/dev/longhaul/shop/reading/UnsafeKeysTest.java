package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.UnsafeKeys;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which records cannot say which product they mean, as it is known before any of them is imported. */
class UnsafeKeysTest {

    @Test
    void damaged_keys_are_counted_by_their_damage_with_the_first_of_each() throws Exception {
        assertThat(unsafeIn("""
                        sku,name
                        A1,Lamp
                        "8,72E+12",Coffee
                        8.72E+12,Tea
                        #N/A,Chair
                        nan,Table
                        ,Bed
                        """))
                .extracting(
                        UnsafeKeys::code,
                        UnsafeKeys::column,
                        UnsafeKeys::count,
                        UnsafeKeys::firstLine,
                        UnsafeKeys::example)
                .containsExactly(
                        tuple("key-shortened", "sku", 2L, 3L, "8,72E+12"),
                        tuple("spreadsheet-error", "sku", 1L, 5L, "#N/A"),
                        tuple("key-no-value", "sku", 1L, 6L, "nan"),
                        tuple("key-missing", "sku", 1L, 7L, ""));
    }

    @Test
    void the_same_texts_in_other_columns_are_no_keys() throws Exception {
        assertThat(unsafeIn("sku,name,price\nA1,nan,#N/A\nA2,8.72E+12,\n")).isEmpty();
    }

    @Test
    void a_blank_cell_is_no_damage_where_another_column_says_the_product() throws Exception {
        assertThat(unsafeIn("handle,sku,name\nlamp,,Lamp\nchair,C1,Chair\n")).isEmpty();
    }

    @Test
    void a_blank_handle_below_a_product_means_the_same_product() throws Exception {
        assertThat(unsafeIn("""
                        Handle,Title,Option1 Name,Option1 Value
                        lamp,Lamp,Size,S
                        ,,,M
                        """)).isEmpty();
    }

    @Test
    void a_record_that_ends_before_the_column_of_the_key_has_none() throws Exception {
        assertThat(unsafeIn("name,sku\nLamp,A1\nChair\n"))
                .extracting(UnsafeKeys::code, UnsafeKeys::firstLine)
                .containsExactly(tuple("key-missing", 3L));
    }

    private static List<UnsafeKeys> unsafeIn(String csv) throws Exception {
        return FileReading.examine(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), ReadingChoices.NONE)
                .unsafeKeys();
    }
}
