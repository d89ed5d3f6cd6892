package dev.longhaul.shop.productimport.cell;

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
                "1000000000000=1000000000000"
            })
    void a_quantity_is_a_whole_number(String text, long quantity) throws Exception {
        assertThat(QuantityText.parse(text)).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "5.5", "1.000", "1,000", "1 000", "-", "+", "5.", ".0", "1e3", "Infinity", "٣", "12 pcs"})
    void anything_else_is_refused(String text) {
        assertThat(fault(text).code()).isEqualTo("quantity-not-whole");
    }

    @Test
    void a_quantity_nobody_has_is_refused() {
        assertThat(fault("1000000000001").code()).isEqualTo("quantity-too-large");
        assertThat(fault("9".repeat(20)).code()).isEqualTo("quantity-too-large");
        assertThat(fault("9".repeat(1_000_000)).code()).isEqualTo("quantity-not-whole");
    }

    private static CellFaultException fault(String text) {
        return catchThrowableOfType(CellFaultException.class, () -> QuantityText.parse(text));
    }
}
