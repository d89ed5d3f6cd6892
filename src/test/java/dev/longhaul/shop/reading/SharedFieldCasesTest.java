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
class SharedFieldCasesTest {

    private static final ReadingChoices NONE = ReadingChoices.NONE;

    static List<Arguments> files() {
        return List.of(
                Arguments.of("field/01a-option-two-of-two.csv", """
                        BR-opt: Shirt
                        - BR-OPT-1 Size=M Color=Red 10 EUR
                        """),
                Arguments.of("field/02-formula-like-keys-and-texts.csv", """
                        -BR-r3: Minus handle; description x
                        - BR-R3 12 EUR
                        BR-r1: @Home lamp; description - dimmable\\n- warm
                        - -BR-R1 10 EUR
                        BR-r2: +5 V adapter; description =best in class
                        - BR-R2 11 EUR
                        """),
                Arguments.of("field/03-rejects-sent-again.csv", """
                        BR-RJ1: -10 % winter sale
                        - BR-RJ1 5 USD
                        BR-RJ2: @work mug
                        - BR-RJ2 6 USD
                        warning currency-assumed Price
                        warning currency-assumed Price
                        """),
                Arguments.of("field/04a-shop-a.csv", """
                        id:90201: BR shop A sofa
                        - BR-A-SOFA-R 500 EUR
                        """),
                Arguments.of("field/04b-shop-b.csv", """
                        id:90201: BR shop B teapot
                        - BR-B-TEA-R 15 EUR
                        """),
                Arguments.of("field/05a-polish-windows-1250.csv", """
                        BR-PLR1: Krzesło ogrodowe składane zielone; vendor Meble Kowalski
                        - BR-PLR1 89 EUR
                        BR-PLR2: Stół drewniany duży okrągły; vendor Meble Kowalski
                        - BR-PLR2 450 EUR
                        BR-PLR3: Lampa stojąca czarna do salonu; vendor Światło i Dom
                        - BR-PLR3 120 EUR
                        """),
                Arguments.of("field/05c-mac-roman-cr.csv", """
                        BR-MAC1: Müller Gießkanne grün
                        - BR-MAC1 9.9 EUR
                        BR-MAC2: Crème brûlée für €5 Größe
                        - BR-MAC2 5 EUR
                        """),
                Arguments.of("field/06-scientific-notation-keys.csv", """
                        BR-S1: Ladegerät
                        - BR-S1 9.9 EUR; quantity 4
                        rejected key-shortened SKU 4,00638E+12
                        rejected key-shortened SKU 4,00638E+12
                        rejected key-shortened SKU 4.00638133393E+12
                        warning barcode-shortened EAN 4,00638E+12
                        """),
                Arguments.of("field/07-spreadsheet-errors-as-keys.csv", """
                        rejected spreadsheet-error SKU #N/A
                        rejected spreadsheet-error SKU #N/A
                        rejected spreadsheet-error Title #NAME?
                        rejected spreadsheet-error Price #VALUE!
                        """),
                Arguments.of("field/09a-price-in-dollars.csv", """
                        rejected price-missing
                        """),
                Arguments.of("field/09b-currency-column-waehrung.csv", """
                        BR-WA1: x
                        - BR-WA1 10 USD
                        """),
                Arguments.of("field/10a-header-typos.csv", """
                        BR-T1: Mug; vendor Acme
                        - BR-T1; attributes {"Prcie":"12.50","Stok":"7"}
                        BR-T2: Cup; vendor Acme
                        - BR-T2; attributes {"Prcie":"8.00","Stok":"3"}
                        unsure Prcie is perhaps price
                        unsure Stok is perhaps quantity
                        """),
                Arguments.of("field/11-text-guards-on-keys.csv", """
                        BR-F0012: Guarded
                        - BR-F0012; barcode 0012345678905
                        BR-F2: Apostrophe
                        - BR-F2; barcode 0012345678905
                        """),
                Arguments.of("field/12a-plain-skus.csv", """
                        BR INV 2: Rope
                        - BR INV 2; quantity 5
                        BR-INV1: Torch
                        - BR-INV1; quantity 5
                        BR-INV3: Knife
                        - BR-INV3; quantity 5
                        BR-INV4: Tent
                        - BR-INV4; quantity 5
                        BR-INV5: Map
                        - BR-INV5; quantity 5
                        """),
                Arguments.of("field/15-literal-backslash-n.csv", """
                        BR-WOO1: Woo lamp; description <p>One</p> / <p>Two</p>
                        - BR-WOO1 10 EUR
                        BR-WOO2: Woo dash; description - point one
                        - BR-WOO2 10 EUR
                        """),
                Arguments.of("field/16a-compare-at-set.csv", """
                        BR-CLR1: Sale
                        - BR-CLR1 8 EUR was 10; barcode 4006381333931
                        """),
                Arguments.of("field/18-phantom-columns.csv", """
                        BR-W1: x
                        - BR-W1 1 EUR
                        """),
                Arguments.of("field/21-quoted-separator-line.csv", """
                        BR-SEP1: x
                        - BR-SEP1
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_shared_file_reads_as_its_readme_says(String name, String expected) throws Exception {
        assertThat(Outcome.of(NONE, SharedFiles.require("cases/" + name))).isEqualTo(expected);
    }

    static List<Arguments> sequences() {
        return List.of(
                Arguments.of(
                        "option two alone", "field/01a-option-two-of-two.csv", "field/01b-option-two-alone.csv", """
                        BR-opt: Shirt
                        - BR-OPT-1 Size=M Color=Blue 10 EUR
                        """),
                Arguments.of(
                        "keys with invisible characters",
                        "field/12a-plain-skus.csv",
                        "field/12b-invisible-characters-in-skus.csv",
                        """
                        BR INV 2: Rope
                        - BR INV 2; quantity 9
                        BR-INV1: Torch
                        - BR-INV1; quantity 9
                        BR-INV3: Knife
                        - BR-INV3; quantity 5
                        BR-INV4: Tent
                        - BR-INV4; quantity 9
                        BR-INV5: Map
                        - BR-INV5; quantity 9
                        rejected key-soft-hyphen SKU BR\u00adINV3
                        """),
                Arguments.of(
                        "a blank cell changes nothing",
                        "field/16a-compare-at-set.csv",
                        "field/16b-compare-at-blank.csv",
                        """
                        BR-CLR1: Sale
                        - BR-CLR1 10 EUR was 10; barcode 4006381333931
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void a_second_file_changes_what_it_names(String name, String first, String second, String expected)
            throws Exception {
        assertThat(Outcome.of(List.of(step(first, NONE), step(second, NONE)))).isEqualTo(expected);
    }

    @Test
    void a_blank_cell_takes_away_by_choice() throws Exception {
        ReadingChoices clears = new ReadingChoices(
                FileChoices.NONE, DecimalMark.UNKNOWN, null, null, Map.of(), true, null, false, null);

        assertThat(Outcome.of(List.of(
                        step("field/16a-compare-at-set.csv", NONE), step("field/16b-compare-at-blank.csv", clears))))
                .isEqualTo("""
                        BR-CLR1: Sale
                        - BR-CLR1 10 EUR
                        """);
    }

    @Test
    void a_chosen_word_takes_away() throws Exception {
        ReadingChoices none = new ReadingChoices(
                FileChoices.NONE, DecimalMark.UNKNOWN, null, null, Map.of(), false, "none", false, null);
        byte[] file = ReadFiles.utf8("SKU,Compare at price,Barcode\nBR-CLR1,none,\n");

        assertThat(Outcome.of(List.of(step("field/16a-compare-at-set.csv", NONE), new Outcome.Step(file, none))))
                .isEqualTo("""
                        BR-CLR1: Sale
                        - BR-CLR1 8 EUR; barcode 4006381333931
                        """);
    }

    @Test
    void numbers_of_two_shops_are_told_apart_by_their_sources() throws Exception {
        assertThat(Outcome.of(
                        List.of(step("field/04a-shop-a.csv", source("A")), step("field/04b-shop-b.csv", source("B")))))
                .isEqualTo("""
                        A:id:90201: BR shop A sofa
                        - BR-A-SOFA-R 500 EUR
                        B:id:90201: BR shop B teapot
                        - BR-B-TEA-R 15 EUR
                        """);
    }

    @Test
    void without_a_source_the_numbers_of_a_second_shop_are_refused() throws Exception {
        assertThat(Outcome.of(List.of(step("field/04a-shop-a.csv", NONE), step("field/04b-shop-b.csv", NONE))))
                .isEqualTo("""
                        id:90201: BR shop A sofa
                        - BR-A-SOFA-R 500 EUR
                        rejected reference-of-another
                        rejected reference-of-another
                        """);
    }

    private static Outcome.Step step(String name, ReadingChoices choices) {
        return new Outcome.Step(SharedFiles.require("cases/" + name), choices);
    }

    private static ReadingChoices source(String source) {
        return new ReadingChoices(
                FileChoices.NONE, DecimalMark.UNKNOWN, null, null, Map.of(), false, null, false, source);
    }
}
