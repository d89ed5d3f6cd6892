package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.testing.SharedFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The small files beside the repository: what each does to an empty catalogue, by itself. */
class SharedReadingCasesTest {

    private static final String LONG_NAME = "A very long product name with many words ".repeat(12);

    static List<Arguments> files() {
        return List.of(
                Arguments.of("reading/01-same-sku-two-options.csv", """
                        tote: Tote
                        - ALL-22 Style=Plain 129 EUR
                        - ALL-22 Style=With keychain 149 EUR
                        warning sku-repeated Variant SKU ALL-22
                        """),
                Arguments.of("reading/02-unknown-option-columns.csv", """
                        lamp: Lamp (draft)
                        - null size=large 45 EUR; attributes {"Variant Title":"Large"}
                        - null size=small 65 EUR; attributes {"Variant Title":"Small"}
                        """),
                Arguments.of("reading/03-one-key-two-products.csv", """
                        K-946: Camera silver
                        - K-946 189 EUR
                        K-947: Bag
                        - K-947 19 EUR
                        rejected key-repeated sku K-946
                        """),
                Arguments.of("reading/04-key-in-scientific-notation.csv", """
                        4006381333931: Stift
                        - 4006381333931 0.99 EUR
                        rejected key-shortened Artikelnummer 8,72E+12
                        rejected key-shortened Artikelnummer 8,72E+12
                        """),
                Arguments.of("reading/05-barcode-in-scientific-notation.csv", """
                        A1: Tasse
                        - A1 3.2 EUR
                        A2: Teller
                        - A2 4.1 EUR; barcode 4006381333931
                        A3: Topf
                        - A3 9.1 EUR; barcode 4006381333932
                        warning barcode-shortened ean 5,00E+12
                        warning barcode-wrong ean 4006381333932
                        """),
                Arguments.of("reading/06-apostrophe-before-digits.csv", """
                        mug: Mug
                        - MUG-1 7.5 EUR; barcode 4006381333931
                        o-brien: O'Brien's mug
                        - 0815 7.5 EUR
                        """),
                Arguments.of("reading/07-parent-of-variants.csv", """
                        CAP: Cap
                        - CAP 16 EUR was 18; quantity 7
                        HOOD: Hoodie
                        - HOOD-B Color=Blue 45 EUR; quantity 3
                        - HOOD-G Color=Green 42 EUR was 45; quantity 0
                        """),
                Arguments.of("reading/08-master-row-price-zero.csv", """
                        toaster: Toaster
                        - TOAST-W Color=White 49.99 USD
                        - TOAST-B Color=Black 49.99 USD was 59.99
                        """),
                Arguments.of("reading/09-quantity-is-a-size.csv", """
                        2000001: Sugar
                        - 2000001 1.19 EUR; attributes {"quantity":"500"}
                        2000002: Flour
                        - 2000002 0.89 EUR; attributes {"quantity":"500 g"}
                        2000003: Milk
                        - 2000003 1.09 EUR; attributes {"quantity":"1 l"}
                        2000004: Salt
                        - 2000004 0.49 EUR; attributes {"quantity":"0.5 kg"}
                        unsure quantity is perhaps quantity
                        """),
                Arguments.of("reading/10-plus-name-comes-back.csv", """
                        G1: +5 dioptre glasses
                        - G1 9.9 EUR
                        G2: =SUM game
                        - G2 4 EUR
                        G3: -20 degree bag
                        - G3 59 EUR
                        G4: @home mat
                        - G4 12 EUR
                        """),
                Arguments.of("reading/11-no-currency.csv", """
                        D1: Desk
                        - D1 120 EUR
                        """),
                Arguments.of("reading/12-key-under-another-name.csv", """
                        refused no-key-column
                        """),
                Arguments.of("reading/13-blank-handle-filled-sku.csv", """
                        MH01: Hoodie
                        - MH01 52 EUR
                        bag: Bag
                        - MB01 34 EUR
                        """),
                Arguments.of("reading/14-blank-after-quote.csv", """
                        Q1: Lamp, tall
                        - Q1 10.5 EUR
                        Q2: Lamp, low
                        - Q2 8.5 EUR
                        """),
                Arguments.of("reading/15-variant-by-blank-name.csv", """
                        laptop: Laptop
                        - L13 screen=13 1299 EUR
                        - L15 screen=15 1399 EUR
                        mouse: Mouse
                        - M1 19 EUR
                        """),
                Arguments.of("reading/16-currency-sign-and-marks.csv", """
                        M1: Mat
                        - M1 399 USD; quantity 26067
                        M2: Mop
                        - M2 1234.56 EUR; quantity 26067
                        M3: Map
                        - M3 1234.5 EUR; quantity 1204
                        rejected quantity-not-whole stock many
                        warning currency-assumed price
                        note decimal-marks-differ
                        """),
                Arguments.of("reading/17-long-name.csv", """
                        N1: %LONG%
                        - N1 5 EUR
                        """),
                Arguments.of("reading/18-hash-delimiter.csv", """
                        H1: Hat
                        - H1 12 EUR
                        H2: Hood
                        - H2 22 EUR
                        """),
                Arguments.of("reading/19-too-many-cells.csv", """
                        T1: Tin
                        - T1 1 EUR
                        T3: Tub
                        - T3 3 EUR
                        rejected too-many-cells
                        """),
                Arguments.of("reading/20-replacement-character.csv", """
                        R1: Caf� cup
                        - R1 5 EUR
                        R2: Plate
                        - R2 6 EUR
                        warning damaged-characters name Caf� cup
                        """),
                Arguments.of("reading/21-type-behind-blank-category.csv", """
                        candle: Candle; product_type Candle
                        - C1 9 EUR
                        ring: Ring; product_type Rings; category Apparel & Accessories > Jewelry > Rings
                        - C2 19 EUR
                        """),
                Arguments.of("reading/22-option-name-once.csv", """
                        tee: Tee
                        - T-S Size=S 15 EUR
                        - T-M Size=M 15 EUR
                        - T-L Size=L 16 EUR
                        """),
                Arguments.of("reading/26-decimal-comma-prices-in-two-currencies.csv", """
                        W1: Wein
                        - W1 1399 CHF 1299 EUR
                        """),
                Arguments.of("reading/27-duplicate-header.csv", """
                        refused duplicate-column
                        """),
                Arguments.of("reading/28-columns-without-a-field.csv", """
                        I1: Iron; seo_title Best iron; images https://shop.example/a.jpg / https://shop.example/b.jpg
                        - I1 39 EUR; weight 1.2; weight_unit kg; attributes {"warehouse":"North"}
                        """),
                Arguments.of("reading/29-children-in-a-cell.csv", """
                        SH: Shirt; attributes {"material":"Cotton"}
                        - SH-S size=S color=Red 20 EUR
                        - SH-M size=M color=Red 20 EUR
                        """),
                Arguments.of("reading/30-short-rows.csv", """
                        S1: Soap
                        - S1 1 EUR
                        S2: Sand
                        - S2 2 EUR; quantity 5
                        S3: S3 (draft)
                        - S3
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_shared_file_reads_as_its_readme_says(String name, String expected) throws Exception {
        assertThat(Outcome.of(ReadingChoices.NONE, SharedFiles.require("cases/" + name)))
                .isEqualTo(expected.replace("%LONG%", LONG_NAME.strip()));
    }

    @Test
    void the_last_of_two_different_records_of_one_key_wins_by_choice() throws Exception {
        ReadingChoices lastWins = new ReadingChoices(
                FileChoices.NONE, DecimalMark.UNKNOWN, null, null, Map.of(), false, null, true, null);

        assertThat(Outcome.of(lastWins, SharedFiles.require("cases/reading/03-one-key-two-products.csv")))
                .startsWith("""
                        K-946: Camera black
                        - K-946 199 EUR
                        K-947: Bag
                        - K-947 19 EUR
                        warning key-repeated sku K-946
                        """);
    }

    @Test
    void a_chosen_key_and_a_chosen_price_make_a_file_importable() throws Exception {
        ReadingChoices choices = new ReadingChoices(
                FileChoices.NONE,
                DecimalMark.UNKNOWN,
                null,
                "uniq_id",
                Map.of("amount", "price"),
                false,
                null,
                false,
                null);

        assertThat(Outcome.of(choices, SharedFiles.require("cases/reading/12-key-under-another-name.csv")))
                .isEqualTo("""
                        e3c1: Chair
                        - e3c1 49.5 EUR
                        e3c2: Table
                        - e3c2 149.5 EUR
                        """);
    }
}
