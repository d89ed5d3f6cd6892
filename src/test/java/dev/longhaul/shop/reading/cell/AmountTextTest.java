package dev.longhaul.shop.reading.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTextTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '=',
            value = {
                "0=0",
                "5=5",
                "590=590",
                "12.50=12.50",
                "12,50=12.50",
                "12,5=12.5",
                "0.99=0.99",
                "0,125=0.125",
                "00.125=0.125",
                "1234.567=1234.567",
                "12.3456=12.3456",
                "1.234,56=1234.56",
                "1,234.56=1234.56",
                "1.234,567=1234.567",
                "1.234.567=1234567",
                "1,234,567=1234567",
                "1.234.567,89=1234567.89",
                "1 234,50=1234.50",
                "1\u00a0234,50=1234.50",
                "1'234.50=1234.50",
                "1’234=1234",
                ".99=0.99",
                "12,-=12",
                "12.--=12",
                "999999999999999.9999=999999999999999.9999"
            })
    void a_price_is_read_with_point_or_comma(String text, String amount) throws Exception {
        assertThat(AmountText.parse(text, DecimalMark.UNKNOWN).value()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234", "1,234", "12.345", "123,456", "1.000"})
    void what_could_be_thousands_or_decimals_is_refused(String text) {
        assertThat(fault(text).code()).isEqualTo("price-ambiguous");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1e9",
                "1E999999999",
                ".",
                ",",
                "5.",
                "1..2",
                "1,,2",
                "1.2.3",
                "1,23,456",
                "1.23,45.6",
                "12 34",
                "1 2345",
                "1234.567.890",
                "0x10",
                "NaN",
                "-",
                "--5",
                "+5",
                "٣",
                "１２",
                "1_000",
                "EUR 5 EUR",
                "5 EUR each"
            })
    void what_is_no_number_is_refused(String text) {
        assertThat(fault(text).code()).isEqualTo("price-not-a-number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "-5=price-negative",
                "-0.01=price-negative",
                "-x=price-not-a-number",
                "1234567890123456=price-too-large",
                "1.23456=price-too-fine",
                "495.79831932773=price-too-fine"
            })
    void a_number_that_is_no_price_says_why(String text, String code) {
        assertThat(fault(text).code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '=',
            value = {
                "$399.00=399=USD",
                "1 234,50 €=1234.5=EUR",
                "EUR 1.234,56=1234.56=EUR",
                "5 zł=5=PLN",
                "Kč 12=12=CZK",
                "Fr. 5.50=5.50=CHF",
                "12,-€=12=EUR",
                "£.99=0.99=GBP",
                "5 kr.=5=SEK"
            })
    void a_currency_before_or_behind_is_read(String text, String amount, String currency) throws Exception {
        AmountText.Amount read = AmountText.parse(text, DecimalMark.UNKNOWN);

        assertThat(read.value()).isEqualByComparingTo(amount);
        assertThat(Objects.requireNonNull(read.currency()).codes()).startsWith(currency);
    }

    @ParameterizedTest
    @CsvSource({"1.234,POINT,1.234", "1.234,COMMA,1234", "'1,234',COMMA,1.234", "'1,234',POINT,1234"})
    void the_column_decides_what_a_cell_leaves_open(String text, DecimalMark column, String amount) throws Exception {
        assertThat(AmountText.parse(text, column).value()).isEqualByComparingTo(amount);
    }

    @Test
    void a_number_of_a_million_digits_costs_nothing() {
        String digits = "9".repeat(1_000_000);

        Assertions.assertTimeoutPreemptively(Duration.ofMillis(100), () -> {
            assertThat(fault(digits).code()).isEqualTo("price-not-a-number");
            assertThat(fault("1." + digits).code()).isEqualTo("price-not-a-number");
        });
    }

    private static CellFaultException fault(String text) {
        return catchThrowableOfType(CellFaultException.class, () -> AmountText.parse(text, DecimalMark.UNKNOWN));
    }
}
