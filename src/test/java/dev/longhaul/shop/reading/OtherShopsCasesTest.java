package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Exports of shops that name their columns as nobody else does: each is told by two or three of its columns. */
class OtherShopsCasesTest {

    @Test
    void Odoo_writes_False_for_nothing_and_calls_the_cost_a_standard_price() throws Exception {
        assertThat(Outcome.of("""
                        id,default_code,name,list_price,standard_price,qty_available,barcode,active
                        x.1,DESK,Desk,750.0,500.0,33.0,4006381333931,True
                        x.2,SHELF,Shelf,320.0,80.0,5.0,False,True
                        """)).isEqualTo("""
                        DESK: Desk
                        - DESK 750 EUR cost 500; barcode 4006381333931; quantity 33; attributes {"id":"x.1"}
                        SHELF: Shelf
                        - SHELF 320 EUR cost 80; quantity 5; attributes {"id":"x.2"}
                        """);
    }

    @Test
    void BigCommerce_puts_variants_below_their_product_and_options_into_the_name() throws Exception {
        assertThat(Outcome.of("""
                        Item Type,Product Name,Product Code/SKU,Price,Retail Price,Current Stock Level
                        Product,Towel,TOWEL,49.00,59.00,12
                        SKU,"[S]Size=Small,[RB]Colour=Red",TOWEL-S,49.00,,5
                        SKU,"[S]Size=Large,[RB]Colour=Red",TOWEL-L,55.00,,7
                        Product,Jar,JAR,9.00,,1
                        """)).isEqualTo("""
                        JAR: Jar
                        - JAR 9 EUR; quantity 1
                        TOWEL: Towel
                        - TOWEL-S Size=Small Colour=Red 49 EUR; quantity 5
                        - TOWEL-L Size=Large Colour=Red 55 EUR; quantity 7
                        """);
    }

    @Test
    void eBay_puts_variations_below_their_listing() throws Exception {
        assertThat(Outcome.of("""
                        *Action(SiteID=Germany),CustomLabel,*Title,*Quantity,*StartPrice,PicURL,Relationship,RelationshipDetails
                        Add,SHIRT,Shirt,,,https://i.example/1.jpg|https://i.example/2.jpg,,Farbe=rot;blau|Größe=S
                        ,SHIRT-R,,4,19.90,,Variation,Farbe=rot|Größe=S
                        ,SHIRT-B,,5,21.90,,Variation,Farbe=blau|Größe=S
                        """)).isEqualTo("""
                        SHIRT: Shirt; images https://i.example/1.jpg / https://i.example/2.jpg; attributes {"*Action(SiteID=Germany)":"Add"}
                        - SHIRT-R Farbe=rot Größe=S 19.9 EUR; quantity 4
                        - SHIRT-B Farbe=blau Größe=S 21.9 EUR; quantity 5
                        """);
    }

    @Test
    void Wix_says_whether_there_is_stock_where_it_does_not_count() throws Exception {
        assertThat(Outcome.of("""
                        handleId,fieldType,name,sku,price,inventory,productOptionName1,productOptionDescription1
                        Product_1,Product,Shirt,,20,InStock,Size,S;M
                        Product_1,Variant,,SHIRT-S,,5,Size,S
                        Product_1,Variant,,SHIRT-M,,0,Size,M
                        Product_2,Product,Mug,MUG,8.5,OutOfStock,,
                        """)).isEqualTo("""
                        Product_1: Shirt
                        - SHIRT-S Size=S; quantity 5
                        - SHIRT-M Size=M; quantity 0
                        Product_2: Mug
                        - MUG 8.5 EUR
                        warning stock-not-counted inventory OutOfStock
                        """);
    }

    @Test
    void Square_has_a_record_for_each_variation_and_a_stock_for_each_place() throws Exception {
        assertThat(Outcome.of("""
                        Reference Handle,Token,Item Name,Variation Name,SKU,Price,Current Quantity Harbour,Option Name 1,Option Value 1
                        #coffee,ABC,Coffee,250 g,CF-250,8.50,14,Size,250 g
                        #coffee,ABD,Coffee,1 kg,CF-1000,28.00,3,Size,1 kg
                        """)).isEqualTo("""
                        #coffee: Coffee
                        - CF-250 Size=250 g 8.5 EUR; quantity 14; attributes {"Token":"ABC","Variation Name":"250 g"}
                        - CF-1000 Size=1 kg 28 EUR; quantity 3; attributes {"Token":"ABD","Variation Name":"1 kg"}
                        """);
    }

    @Test
    void Squarespace_leaves_the_product_blank_in_the_records_of_further_variants() throws Exception {
        assertThat(Outcome.of("""
                        Product URL,Title,SKU,Option Name 1,Option Value 1,Price,Sale Price,Stock,Hosted Image URLs
                        shirt,Linen Shirt,SQ-S,Size,S,60.00,45.00,3,https://s.example/a.jpg https://s.example/b.jpg
                        ,,SQ-M,,M,60.00,45.00,Unlimited,
                        """)).isEqualTo("""
                        shirt: Linen Shirt; images https://s.example/a.jpg / https://s.example/b.jpg
                        - SQ-S Size=S 45 EUR was 60; quantity 3
                        - SQ-M Size=M 45 EUR was 60
                        warning stock-not-counted Stock Unlimited
                        """);
    }

    @Test
    void Shopware_5_groups_by_the_main_number() throws Exception {
        assertThat(Outcome.of("""
                        ordernumber;mainnumber;name;supplier;price_EK;pseudoprice_EK;instock;configuratorGroups;configuratorOptions
                        SW1.1;SW1;Sandale;Acme;29,99;39,99;15;Größe;38
                        SW1.2;SW1;Sandale;Acme;29,99;39,99;0;Größe;39
                        """)).isEqualTo("""
                        SW1: Sandale; vendor Acme
                        - SW1.1 Größe=38 29.99 EUR was 39.99; quantity 15
                        - SW1.2 Größe=39 29.99 EUR was 39.99; quantity 0
                        """);
    }

    @Test
    void OpenCart_numbers_its_products_by_the_model() throws Exception {
        assertThat(Outcome.of("""
                        product_id,name(en-gb),sku,quantity,model,image_name,price,tax_class_id,status
                        42,Screen,,990,Product 15,catalog/screen.jpg,100.0000,9,true
                        """)).isEqualTo("""
                        Product 15: Screen; images catalog/screen.jpg
                        - Product 15 100 EUR; quantity 990; attributes {"product_id":"42","tax_class_id":"9"}
                        unsure tax_class_id is perhaps tax-class
                        """);
    }

    @Test
    void Amazon_names_the_parent_of_a_variation() throws Exception {
        assertThat(Outcome.of("""
                        Seller SKU,Product Name,Product ID,Standard Price,Quantity,Main Image URL,Parentage,Parent SKU,Colour
                        SHIRT,Shirt,,,,https://m.example/p.jpg,parent,,
                        SHIRT-R,Shirt red,4006381333931,19.99,4,https://m.example/r.jpg,child,SHIRT,red
                        """)).isEqualTo("""
                        SHIRT: Shirt; images https://m.example/p.jpg; attributes {"Parentage":"parent"}
                        - SHIRT-R Colour=red 19.99 EUR; barcode 4006381333931; quantity 4; image https://m.example/r.jpg; attributes {"Parentage":"child"}
                        """);
    }

    @Test
    void plentymarkets_Lightspeed_and_xt_Commerce_are_known_by_their_names() throws Exception {
        assertThat(Outcome.of("""
                        Item ID;Variation ID;Variation number;Item name;Sales price RRP;Sales price Default;Net stock
                        1001;2001;P-1;Stuhl;199.00;149.00;12
                        """)).isEqualTo("""
                        1001: Stuhl
                        - P-1 149 EUR was 199; quantity 12; attributes {"Variation ID":"2001"}
                        """);
        assertThat(Outcome.of("""
                        Internal_ID,US_Title_Short,Price,Price_Old,Price_Cost,Stock_Level,Article_Code,SKU
                        11,Lamp,29.90,39.90,12.00,5,AC-1,LS-1
                        """)).isEqualTo("""
                        11: Lamp
                        - LS-1 29.9 EUR was 39.9 cost 12; quantity 5; attributes {"Article_Code":"AC-1"}
                        """);
        assertThat(Outcome.of("""
                        XTSOL|p_model|p_stock|p_priceNoTax|p_status|p_name.de
                        XTSOL|ART1|5|8.3950|1|Lampe
                        """)).isEqualTo("""
                        ART1: Lampe
                        - ART1 8.395 EUR; quantity 5; attributes {"XTSOL":"XTSOL"}
                        """);
    }
}
