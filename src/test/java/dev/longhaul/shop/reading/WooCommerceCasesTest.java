package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** WooCommerce's product files: a variable product and its variations are records of their own. */
class WooCommerceCasesTest {

    @Test
    void a_variation_names_its_parent_by_SKU() throws Exception {
        assertThat(Outcome.of("""
                        ID,Type,SKU,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)
                        1,variable,HOOD,Hoodie,1,,,Color,"Blue, Green"
                        2,variation,HOOD-B,Hoodie - Blue,1,45,HOOD,Color,Blue
                        """)).isEqualTo("""
                        HOOD: Hoodie
                        - HOOD-B Color=Blue 45 EUR
                        """);
    }

    @Test
    void a_variation_names_its_parent_by_number() throws Exception {
        assertThat(Outcome.of("""
                        ID,Type,SKU,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)
                        1,variable,,Hoodie,1,,,Color,"Blue, Green"
                        2,variation,HOOD-B,Hoodie - Blue,1,45,id:1,Color,Blue
                        """)).isEqualTo("""
                        id:1: Hoodie
                        - HOOD-B Color=Blue 45 EUR
                        """);
    }

    @Test
    void a_variation_may_stand_before_its_parent() throws Exception {
        assertThat(Outcome.of("""
                        ID,Type,SKU,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)
                        2,variation,HOOD-B,Hoodie - Blue,1,45,HOOD,Color,Blue
                        1,variable,HOOD,Hoodie,1,,,Color,"Blue, Green"
                        """)).isEqualTo("""
                        HOOD: Hoodie
                        - HOOD-B Color=Blue 45 EUR
                        """);
    }

    @Test
    void the_sale_price_is_paid_and_the_regular_price_was() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Sale price,Regular price
                        simple,CAP,Cap,1,16,18
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 16 EUR was 18
                        """);
    }

    @Test
    void a_sale_that_has_ended_is_not_paid() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Date sale price starts,Date sale price ends,Sale price,Regular price
                        simple,CAP,Cap,1,2001-01-01,2001-02-01,16,18
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 18 EUR
                        warning sale-not-now Date sale price starts 2001-01-01
                        """);
    }

    @Test
    void a_sale_that_has_not_begun_is_not_paid() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Date sale price starts,Date sale price ends,Sale price,Regular price
                        simple,CAP,Cap,1,2199-01-01 00:00:00,,16,18
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 18 EUR
                        warning sale-not-now Date sale price starts 2199-01-01 00:00:00
                        """);
    }

    @Test
    void a_sale_without_an_end_is_paid_from_its_beginning() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Date sale price starts,Date sale price ends,Sale price,Regular price
                        simple,CAP,Cap,1,2001-01-01,,16,18
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 16 EUR was 18
                        """);
    }

    @Test
    void a_sale_whose_dates_cannot_be_read_is_not_paid() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Date sale price starts,Date sale price ends,Sale price,Regular price
                        simple,CAP,Cap,1,,01/02/2199,16,18
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 18 EUR
                        warning sale-date-unreadable Date sale price ends 01/02/2199
                        """);
    }

    @Test
    void a_backslash_and_n_is_a_line_break_and_two_backslashes_are_text() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Description,Regular price
                        simple,CAP,Cap,1,one\\ntwo\\\\nthree,18
                        """)).isEqualTo("""
                        CAP: Cap; description one / two\\nthree
                        - CAP 18 EUR
                        """);
    }

    @Test
    void a_backslash_before_a_comma_does_not_belong_to_the_value_of_an_option() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)
                        variable,JUG,Jug,1,,,Volume,"1\\,5 l, 2 l"
                        variation,JUG-S,Jug - small,1,9,JUG,Volume,"1\\,5 l"
                        """)).isEqualTo("""
                        JUG: Jug
                        - JUG-S Volume=1,5 l 9 EUR
                        """);
    }

    @Test
    void an_apostrophe_before_a_minus_is_a_guard() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Description,Regular price
                        simple,CAP,Cap,1,'- warm,18
                        """)).isEqualTo("""
                        CAP: Cap; description - warm
                        - CAP 18 EUR
                        """);
    }

    @Test
    void private_and_draft_products_are_not_on_sale() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Regular price
                        simple,A,Cap,0,18
                        simple,B,Hat,-1,18
                        """)).isEqualTo("""
                        A: Cap (draft)
                        - A 18 EUR
                        B: Hat (draft)
                        - B 18 EUR
                        """);
    }

    @Test
    void the_properties_of_a_simple_product_only_describe_it() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Regular price,Attribute 1 name,Attribute 1 value(s)
                        simple,CAP,Cap,1,18,Material,"Wool, Felt"
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 18 EUR; attributes {"Material":"Wool, Felt"}
                        """);
    }

    @Test
    void a_virtual_product_is_a_simple_one() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Regular price
                        "simple, downloadable, virtual",E-1,E-book,1,9
                        """)).isEqualTo("""
                        E-1: E-book
                        - E-1 9 EUR
                        """);
    }

    @Test
    void a_weight_has_its_unit_in_the_header() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Regular price,Weight (lbs),Length (in)
                        simple,CAP,Cap,1,18,0.5,10
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 18 EUR; weight 0.5; weight_unit lbs; length 10; dimension_unit in
                        """);
    }

    @Test
    void a_blank_stock_is_not_counted() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Regular price,Stock,In stock?
                        simple,CAP,Cap,1,18,,1
                        """)).isEqualTo("""
                        CAP: Cap
                        - CAP 18 EUR; attributes {"In stock?":"1"}
                        """);
    }

    @Test
    void pictures_and_categories_are_lists() throws Exception {
        assertThat(Outcome.of("""
                        Type,SKU,Name,Published,Regular price,Categories,Images
                        simple,CAP,Cap,1,18,"Hats > Caps, Sale","https://x.example/1.jpg, https://x.example/2.jpg"
                        """)).isEqualTo("""
                        CAP: Cap; category Hats > Caps, Sale; images https://x.example/1.jpg / https://x.example/2.jpg
                        - CAP 18 EUR
                        """);
    }

    @Test
    void a_German_export_is_recognised() throws Exception {
        assertThat(Outcome.of("""
                        ID,Typ,Artikelnummer,Name,Veröffentlicht,Regulärer Preis,Angebotspreis,Bestand,Übergeordnetes Produkt,Attribut 1 Name,Attribut 1 Wert(e)
                        1,variable,HOOD,Hoodie,1,,,,,Farbe,"Blau, Grün"
                        2,variation,HOOD-B,Hoodie - Blau,1,45,,3,HOOD,Farbe,Blau
                        """)).isEqualTo("""
                        HOOD: Hoodie
                        - HOOD-B Farbe=Blau 45 EUR; quantity 3
                        """);
    }
}
