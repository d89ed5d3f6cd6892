package dev.longhaul.shop.reading.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTextTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '=',
            value = {
                "0=0",
                "7=7",
                "5000=5000",
                "-3=-3",
                "+4=4",
                "007=7",
                "5.0=5",
                "5.00=5",
                "5,0000=5",
                "1 000=1000",
                "26.067=26067",
                "1,204=1204",
                "26.067,00=26067",
                "1000000000000=1000000000000"
            })
    void a_quantity_is_a_whole_number(String text, long quantity) throws Exception {
        assertThat(QuantityText.parse(text, DecimalMark.UNKNOWN)).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "5.5", "-", "+", "5.", "1e3", "Infinity", "٣", "12 pcs"})
    void anything_else_is_refused(String text) {
        assertThat(fault(text).code()).isEqualTo("quantity-not-whole");
    }

    @ParameterizedTest
    @CsvSource({"1.000,COMMA,1000", "1.000,POINT,1", "'1,000',POINT,1000"})
    void three_zeros_are_what_the_column_says(String text, DecimalMark column, long quantity) throws Exception {
        assertThat(QuantityText.parse(text, column)).isEqualTo(quantity);
        assertThat(fault(text).code()).isEqualTo("quantity-ambiguous");
    }

    @Test
    void a_quantity_nobody_has_is_refused() {
        assertThat(fault("1000000000001").code()).isEqualTo("quantity-too-large");
        assertThat(fault("9".repeat(20)).code()).isEqualTo("quantity-too-large");
        assertThat(fault("9".repeat(1_000_000)).code()).isEqualTo("quantity-not-whole");
    }

    private static CellFaultException fault(String text) {
        return catchThrowableOfType(CellFaultException.class, () -> QuantityText.parse(text, DecimalMark.UNKNOWN));
    }
}
