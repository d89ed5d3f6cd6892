package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cells as people, spreadsheets and programs write them. */
class CellCasesTest {

    @Test
    void a_guard_of_a_formula_is_no_part_of_a_key() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,EAN
                        "=""0012\""",Lamp,"=""4006381333931\"""
                        """)).isEqualTo("""
                        0012: Lamp
                        - 0012; barcode 4006381333931
                        """);
    }

    @Test
    void words_for_no_value_are_no_keys() throws Exception {
        assertThat(Outcome.of("""
                        sku,name
                        nan,Lamp
                        None,Desk
                        n/a,Chair
                        -,Sofa
                        OK-1,Mat
                        """)).isEqualTo("""
                        OK-1: Mat
                        - OK-1
                        rejected key-no-value sku nan
                        rejected key-no-value sku None
                        rejected key-no-value sku n/a
                        rejected key-no-value sku -
                        """);
    }

    @Test
    void a_key_with_a_soft_hyphen_could_be_two_keys() throws Exception {
        assertThat(Outcome.of("""
                        sku,name
                        AB­1,Lamp
                        """)).isEqualTo("""
                        rejected key-soft-hyphen sku AB­1
                        """);
    }

    @Test
    void leading_zeros_belong_to_a_key() throws Exception {
        assertThat(Outcome.of("""
                        sku,name
                        007,Lamp
                        7,Desk
                        """)).isEqualTo("""
                        007: Lamp
                        - 007
                        7: Desk
                        - 7
                        """);
    }

    @Test
    void a_draft_may_have_a_price_of_zero() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,price,status
                        L1,Lamp,0,draft
                        """)).isEqualTo("""
                        L1: Lamp (draft)
                        - L1 0 EUR
                        """);
    }

    @Test
    void a_price_in_words_is_none() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;price
                        L1;Lampe;auf Anfrage
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1
                        warning no-price price auf Anfrage
                        """);
    }

    @Test
    void prices_without_decimals_end_in_a_dash() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis
                        L1;Lampe;12,-
                        L2;Lampe 2;9,50
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1 12 EUR
                        L2: Lampe 2
                        - L2 9.5 EUR
                        """);
    }

    @Test
    void one_price_of_a_column_tells_how_the_others_are_written() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis
                        L1;Lampe;1.234
                        L2;Lampe 2;9,50
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1 1234 EUR
                        L2: Lampe 2
                        - L2 9.5 EUR
                        """);
    }

    @Test
    void a_price_that_could_be_two_is_refused() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis
                        L1;Lampe;1.234
                        """)).isEqualTo("""
                        rejected price-ambiguous Preis 1.234
                        """);
    }

    @Test
    void a_price_below_zero_is_refused() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,price
                        L1,Lamp,-5.00
                        """)).isEqualTo("""
                        rejected price-negative price -5.00
                        """);
    }

    @Test
    void a_weight_brings_its_own_unit() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Gewicht
                        L1;Lampe;500 g
                        L2;Lampe 2;1,5 kg
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1; weight 500; weight_unit g
                        L2: Lampe 2
                        - L2; weight 1.5; weight_unit kg
                        """);
    }

    @Test
    void a_barcode_of_eleven_digits_has_lost_its_zero() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,EAN
                        L1,Lamp,36000291452
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1; barcode 36000291452
                        warning barcode-wrong EAN 36000291452
                        """);
    }

    @Test
    void a_barcode_with_decimals_is_a_number_that_a_program_wrote() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,EAN
                        L1,Lamp,4006381333931.0
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1; barcode 4006381333931
                        """);
    }

    @Test
    void a_stock_that_may_be_thousands_says_so_by_its_column() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Bestand
                        L1;Lampe;2.500
                        L2;Lampe 2;1.000
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1; quantity 2500
                        L2: Lampe 2
                        - L2; quantity 1000
                        """);
    }

    @Test
    void several_pictures_may_stand_in_a_cell() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,images
                        L1,Lamp,https://x.example/1.jpg|https://x.example/2.jpg
                        """)).isEqualTo("""
                        L1: Lamp; images https://x.example/1.jpg / https://x.example/2.jpg
                        - L1
                        """);
    }

    @Test
    void an_apostrophe_at_the_beginning_is_a_guard_before_what_a_spreadsheet_would_run_and_a_letter_elsewhere()
            throws Exception {
        assertThat(Outcome.of("""
                        sku,name,description
                        A,'=ring,'@home
                        B,'t Hof,rock 'n roll
                        """)).isEqualTo("""
                        A: =ring; description @home
                        - A
                        B: 't Hof; description rock 'n roll
                        - B
                        """);
    }
}
