package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One trap each of the shops that write their products in yet other ways. */
class LayoutCasesTest {

    @Test
    void shopware_variants_name_their_parent_by_its_id() throws Exception {
        assertThat(Outcome.of("""
                        id;parent_id;product_number;stock;name;price_gross
                        a1;;P-1;31;Maid;590
                        b2;a1;P-2;8;;590
                        """)).isEqualTo("""
                        P-1: Maid
                        - P-2 590 EUR; quantity 8
                        """);
    }

    @Test
    void shopware_gives_each_currency_a_column() throws Exception {
        assertThat(Outcome.of("""
                        product_number;parent_id;name;price_net;price_gross;price_gross_eur;price_gross_usd
                        P-1;;Maid;495.80;590;590;640.50
                        """)).isEqualTo("""
                        P-1: Maid
                        - P-1 590 EUR 640.5 USD; attributes {"price_gross":"590","price_net":"495.80"}
                        """);
    }

    @Test
    void a_net_price_beside_a_gross_price_is_not_the_price() throws Exception {
        assertThat(Outcome.of("""
                        product_number;parent_id;name;price_net;price_gross
                        P-1;;Maid;495.80;590.00
                        """)).isEqualTo("""
                        P-1: Maid
                        - P-1 590 EUR; attributes {"price_net":"495.80"}
                        """);
    }

    @Test
    void shopware_profiles_write_their_names_in_one_word() throws Exception {
        assertThat(Outcome.of("""
                        productNumber;parentId;translations.DEFAULT.name;stock
                        P-1;;Maid;3
                        """)).isEqualTo("""
                        P-1: Maid
                        - P-1; quantity 3
                        """);
    }

    @Test
    void spree_writes_one_row_for_each_currency() throws Exception {
        assertThat(Outcome.of("""
                        slug,sku,name,price,currency,status,option1_name,option1_value
                        kettle,K-1,Kettle,49.99,USD,active,Color,White
                        kettle,K-1,Kettle,45.00,EUR,active,Color,White
                        """)).isEqualTo("""
                        kettle: Kettle
                        - K-1 Color=White 45 EUR 49.99 USD
                        """);
    }

    @Test
    void spree_sells_a_product_without_options_by_its_master_row() throws Exception {
        assertThat(Outcome.of("""
                        slug,sku,name,price,currency,status,option1_name,option1_value
                        kettle,K-1,Kettle,49.99,USD,active,,
                        """)).isEqualTo("""
                        kettle: Kettle
                        - K-1 49.99 USD
                        """);
    }

    @Test
    void prestashop_takes_any_text_but_zero_for_true() throws Exception {
        assertThat(Outcome.of("""
                        ID;Active (0/1);Name*;Reference #;Price tax included;Quantity
                        1;no;Lamp;L1;12.50;3
                        2;0;Desk;D1;99.90;1
                        """)).isEqualTo("""
                        D1: Desk (draft)
                        - D1 99.9 EUR; quantity 1
                        L1: Lamp
                        - L1 12.5 EUR; quantity 3
                        warning status-any-text Active (0/1) no
                        """);
    }

    @Test
    void vendure_rows_without_a_name_are_variants_of_the_row_above() throws Exception {
        assertThat(Outcome.of("""
                        name,slug,sku,price,optionGroups,optionValues,stockOnHand
                        Laptop,laptop,L13-8,1299,screen|memory,13|8,4
                        ,,L15-8,1399,,15|8,2
                        """)).isEqualTo("""
                        laptop: Laptop
                        - L13-8 screen=13 memory=8 1299 EUR; quantity 4
                        - L15-8 screen=15 memory=8 1399 EUR; quantity 2
                        """);
    }

    @Test
    void medusa_gives_a_currency_and_a_region_a_price_each() throws Exception {
        assertThat(Outcome.of("""
                        Product Handle,Product Title,Product Status,Variant Sku,Variant Price EUR,Variant Price Europe [EUR],Variant Price USD,Variant Option 1 Name,Variant Option 1 Value
                        tee,Tee,published,T-S,10,11,12,Size,S
                        """)).isEqualTo("""
                        tee: Tee
                        - T-S Size=S 10 EUR 12 USD; attributes {"Variant Price Europe [EUR]":"11"}
                        """);
    }

    @Test
    void the_price_of_a_region_counts_where_the_currency_has_no_other() throws Exception {
        assertThat(Outcome.of("""
                        Product Handle,Product Title,Product Status,Variant Sku,Variant Price Europe [EUR],Variant Option 1 Name,Variant Option 1 Value
                        tee,Tee,published,T-S,11,Size,S
                        """)).isEqualTo("""
                        tee: Tee
                        - T-S Size=S 11 EUR
                        """);
    }

    @Test
    void medusa_gives_a_product_without_options_a_default_one() throws Exception {
        assertThat(Outcome.of("""
                        Product Handle,Product Title,Product Status,Variant Sku,Variant Price EUR,Variant Option 1 Name,Variant Option 1 Value
                        mug,Mug,published,M-1,10,Default option,Default option value
                        """)).isEqualTo("""
                        mug: Mug
                        - M-1 10 EUR
                        """);
    }

    @Test
    void a_parent_may_be_named_by_its_SKU_although_it_has_a_handle() throws Exception {
        assertThat(Outcome.of("""
                        slug,sku,parent sku,name,price
                        ,T-S,T,Tee S,15.00
                        tee,T,,Tee,
                        ,T-M,T,Tee M,16.00
                        """)).isEqualTo("""
                        tee: Tee
                        - T-S 15 EUR
                        - T-M 16 EUR
                        """);
    }

    @Test
    void medusa_one_has_its_own_names() throws Exception {
        assertThat(Outcome.of("""
                        Product Handle,Product Title,Product Status,Variant SKU,Variant Inventory Quantity,Price EUR,Option 1 Name,Option 1 Value,Image 1 Url
                        tee,Tee,draft,T-S,5,10.00,Size,S,https://x.example/1.jpg
                        """)).isEqualTo("""
                        tee: Tee (draft); images https://x.example/1.jpg
                        - T-S Size=S 10 EUR; quantity 5
                        """);
    }

    @Test
    void oro_says_what_a_record_is_and_not_what_type_the_product_has() throws Exception {
        assertThat(Outcome.of("""
                        attributeFamily.code,type,sku,names.default.value
                        default,simple,O1,Lamp
                        """)).isEqualTo("""
                        O1: Lamp
                        - O1; attributes {"attributeFamily.code":"default"}
                        """);
    }

    @Test
    void oro_names_a_text_by_its_language() throws Exception {
        assertThat(Outcome.of("""
                        sku,attributeFamily.code,names.default.value,status,inventory_status.id
                        O1,default,Lamp,enabled,in_stock
                        """)).isEqualTo("""
                        O1: Lamp
                        - O1; attributes {"attributeFamily.code":"default","inventory_status.id":"in_stock"}
                        """);
    }

    @Test
    void google_items_of_one_group_are_its_variants() throws Exception {
        assertThat(Outcome.of("""
                        id	item_group_id	title	price	sale_price	color	availability
                        R	TEE	Tee red	15.00 EUR	12.00 EUR	red	in_stock
                        B	TEE	Tee blue	15.00 EUR		blue	out_of_stock
                        """)).isEqualTo("""
                        TEE: Tee red
                        - R color=red 12 EUR was 15; attributes {"availability":"in_stock"}
                        - B color=blue 15 EUR; attributes {"availability":"out_of_stock"}
                        """);
    }

    @Test
    void a_google_item_without_a_group_is_a_product() throws Exception {
        assertThat(Outcome.of("""
                        id	title	price	availability	gtin
                        L1	Lamp	15.00 EUR	in_stock	4006381333931
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 15 EUR; barcode 4006381333931; attributes {"availability":"in_stock"}
                        """);
    }

    @Test
    void a_google_sale_has_its_period_in_one_cell() throws Exception {
        assertThat(Outcome.of("""
                        id	title	price	sale_price	sale_price_effective_date	availability
                        L1	Lamp	15.00 EUR	12.00 EUR	2001-01-01T09:00+0100/2001-02-01T09:00+0100	in_stock
                        L2	Lamp	15.00 EUR	12.00 EUR	2001-01-01T09:00+0100/2199-02-01T09:00+0100	in_stock
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 15 EUR; attributes {"availability":"in_stock"}
                        L2: Lamp
                        - L2 12 EUR was 15; attributes {"availability":"in_stock"}
                        warning sale-not-now sale_price_effective_date 2001-01-01T09:00+0100/2001-02-01T09:00+0100
                        """);
    }
}
