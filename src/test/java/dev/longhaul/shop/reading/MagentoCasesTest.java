package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Magento's product files: a configurable product lists its children, and a cell may hold many attributes. */
class MagentoCasesTest {

    @Test
    void children_may_stand_before_their_product() throws Exception {
        assertThat(Outcome.of("""
                        sku,product_type,name,price,configurable_variations
                        SH-S,simple,Shirt S,20.00,
                        SH,configurable,Shirt,,"sku=SH-S,size=S"
                        """)).isEqualTo("""
                        SH: Shirt
                        - SH-S size=S 20 EUR
                        """);
    }

    @Test
    void children_may_stand_behind_their_product() throws Exception {
        assertThat(Outcome.of("""
                        sku,product_type,name,price,configurable_variations
                        SH,configurable,Shirt,,"sku=SH-S,size=S|sku=SH-M,size=M"
                        SH-S,simple,Shirt S,20.00,
                        SH-M,simple,Shirt M,21.00,
                        """)).isEqualTo("""
                        SH: Shirt
                        - SH-S size=S 20 EUR
                        - SH-M size=M 21 EUR
                        """);
    }

    @Test
    void children_belong_to_a_product_that_also_has_a_URL_key() throws Exception {
        assertThat(Outcome.of("""
                        sku,product_type,name,price,url_key,configurable_variations
                        SH-S,simple,Shirt S,20.00,shirt-s,
                        SH,configurable,Shirt,,shirt,"sku=SH-S,size=S|sku=SH-M,size=M"
                        SH-M,simple,Shirt M,21.00,shirt-m,
                        """)).isEqualTo("""
                        shirt: Shirt
                        - SH-S size=S 20 EUR
                        - SH-M size=M 21 EUR
                        """);
    }

    @Test
    void a_quotation_mark_in_a_value_is_a_part_of_it() throws Exception {
        assertThat(Outcome.of("""
                        sku,product_type,name,price,configurable_variations
                        TV-27,simple,Screen 27,200.00,
                        TV,configurable,Screen,,"sku=TV-27,size=27"",color=black"
                        """)).isEqualTo("""
                        TV: Screen
                        - TV-27 size=27" color=black 200 EUR
                        """);
    }

    @Test
    void a_child_that_is_not_displayed_is_a_product_of_its_own() throws Exception {
        assertThat(Outcome.of("""
                        sku,product_type,name,price,configurable_variations
                        SH,configurable,Shirt,,"sku=SH-S,size=S,display=0"
                        SH-S,simple,Shirt S,20.00,
                        """)).isEqualTo("""
                        SH: Shirt
                        SH-S: Shirt S
                        - SH-S 20 EUR
                        """);
    }

    @Test
    void attributes_in_quotes_may_hold_commas() throws Exception {
        assertThat(Outcome.of("""
                        sku,attribute_set_code,product_type,name,price,additional_attributes
                        L1,Default,simple,Lamp,20.00,"material=""Wood, oiled"",socket=E27"
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 20 EUR; attributes {"attribute_set_code":"Default","material":"Wood, oiled","socket":"E27"}
                        """);
    }

    @Test
    void quotes_in_quotes_are_doubled() throws Exception {
        assertThat(Outcome.of("""
                        sku,attribute_set_code,product_type,name,price,additional_attributes
                        L1,Default,simple,Lamp,20.00,"material=""Oak, \"\"\"\"dark\"\"\"\", oiled"",socket=E27"
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 20 EUR; attributes {"attribute_set_code":"Default","material":"Oak, \\"dark\\", oiled","socket":"E27"}
                        """);
    }

    @Test
    void a_piece_without_a_name_continues_the_value_before_it() throws Exception {
        assertThat(Outcome.of("""
                        sku,attribute_set_code,product_type,name,price,additional_attributes
                        L1,Default,simple,Lamp,20.00,"material=Wood, oiled,socket=E27"
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 20 EUR; attributes {"attribute_set_code":"Default","material":"Wood, oiled","socket":"E27"}
                        """);
    }

    @Test
    void a_row_of_a_store_view_is_a_translation() throws Exception {
        assertThat(Outcome.of("""
                        sku,store_view_code,attribute_set_code,product_type,name,price
                        L1,,Default,simple,Lamp,20.00
                        L1,de,Default,simple,Lampe,
                        """)).isEqualTo("""
                        L1: Lamp; attributes {"name (de)":"Lampe"}
                        - L1 20 EUR; attributes {"attribute_set_code":"Default"}
                        """);
    }

    @Test
    void online_two_is_off() throws Exception {
        assertThat(Outcome.of("""
                        sku,attribute_set_code,product_type,name,price,product_online
                        L1,Default,simple,Lamp,20.00,2
                        """)).isEqualTo("""
                        L1: Lamp (draft)
                        - L1 20 EUR; attributes {"attribute_set_code":"Default"}
                        """);
    }

    @Test
    void a_special_price_is_paid_between_its_dates() throws Exception {
        assertThat(Outcome.of("""
                        sku,attribute_set_code,product_type,name,price,special_price,special_price_from_date,special_price_to_date
                        L1,Default,simple,Lamp,20.00,15.00,2001-01-01 00:00:00,2199-01-01 00:00:00
                        L2,Default,simple,Lamp,20.00,15.00,2001-01-01 00:00:00,2002-01-01 00:00:00
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 15 EUR was 20; attributes {"attribute_set_code":"Default"}
                        L2: Lamp
                        - L2 20 EUR; attributes {"attribute_set_code":"Default"}
                        warning sale-not-now special_price_from_date 2001-01-01 00:00:00
                        """);
    }

    @Test
    void categories_lose_the_root_that_all_of_them_have() throws Exception {
        assertThat(Outcome.of("""
                        sku,attribute_set_code,product_type,name,categories
                        L1,Default,simple,Lamp,"Default Category/Light,Default Category/Light/Floor"
                        """)).isEqualTo("""
                        L1: Lamp; category Light,Light/Floor
                        - L1; attributes {"attribute_set_code":"Default"}
                        """);
    }

    @Test
    void the_word_for_an_empty_value_takes_a_value_away() throws Exception {
        assertThat(Outcome.of("""
                        sku,attribute_set_code,product_type,name,description,price
                        L1,Default,simple,Lamp,Bright,20.00
                        """, """
                        sku,attribute_set_code,product_type,name,description,price
                        L1,Default,simple,Lamp,__EMPTY__VALUE__,20.00
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 20 EUR; attributes {"attribute_set_code":"Default"}
                        """);
    }
}
