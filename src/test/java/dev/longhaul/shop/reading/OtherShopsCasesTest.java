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
                        SHIRT: Shirt; images https://i.example/1.jpg / https://i.example/2.jpg
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
                        - SHIRT-S Size=S 20 EUR; quantity 5
                        - SHIRT-M Size=M 20 EUR; quantity 0
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
                        SHIRT: Shirt; images https://m.example/p.jpg
                        - SHIRT-R Colour=red 19.99 EUR; barcode 4006381333931; quantity 4; image https://m.example/r.jpg
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

    @Test
    void PrestaShop_combinations_are_variants_of_the_product_with_their_number() throws Exception {
        assertThat(Outcome.of("""
                        Product ID;Active (0/1);Name *;Price tax included;Reference #;URL rewritten;Unit price
                        1;1;Shirt;20.00;demo_1;shirt-classic;99
                        """, """
                        Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;EAN13;Wholesale price;Impact on price;Quantity
                        1;Size:select:0, Color:color:1;S:0, Red:1;TS-S-R;4006381333931;5.00;0;10
                        1;Size:select:0, Color:color:1;M:0, Red:1;TS-M-R;;5.00;2.50;12
                        """)).isEqualTo("""
                        shirt-classic: Shirt
                        - demo_1 20 EUR; attributes {"Unit price":"99"}
                        - TS-S-R Size=S Color=Red; barcode 4006381333931; quantity 10; attributes {"Wholesale price":"5.00"}
                        - TS-M-R Size=M Color=Red; quantity 12; attributes {"Wholesale price":"5.00"}
                        warning surcharge-without-price Impact on price 0
                        warning surcharge-without-price Impact on price 2.50
                        """);
    }

    @Test
    void PrestaShop_combinations_find_a_product_with_a_URL_by_its_reference() throws Exception {
        assertThat(Outcome.of("""
                        ID;Active (0/1);Name *;Price tax included;Reference #;URL rewritten
                        1;1;Shirt;20.00;demo_1;shirt-classic
                        """, """
                        Product Reference;Attribute (Name:Type:Position);Value (Value:Position);Reference;Quantity
                        demo_1;Size:select:0;S:0;demo_1_S;10
                        demo_1;Size:select:0;M:0;;7
                        """)).isEqualTo("""
                        shirt-classic: Shirt
                        - demo_1 20 EUR
                        - demo_1_S Size=S; quantity 10
                        - null Size=M; quantity 7
                        """);
    }

    @Test
    void PrestaShop_combinations_may_name_their_product_by_its_reference() throws Exception {
        assertThat(Outcome.of("""
                        Product ID;Product Reference;Attribute (Name:Type:Position);Value (Value:Position);Reference;Quantity
                        ;demo_1;Size:select:0;S:0;demo_1_S;10
                        ;demo_1;Size:select:0;M:0;;7
                        ;demo_1;Size:select:0;M:0, Red:1;;7
                        """)).isEqualTo("""
                        demo_1: demo_1 (draft)
                        - demo_1_S Size=S; quantity 10
                        - null Size=M; quantity 7
                        rejected options-unequal Value (Value:Position) M:0, Red:1
                        """);
    }

    @Test
    void PrestaShop_lowers_a_price_within_the_dates_of_a_discount() throws Exception {
        assertThat(Outcome.of("""
                        ID;Active (0/1);Name;Price tax included;Reference #;Discount amount;Discount percent;Discount from (yyyy-mm-dd);Discount to (yyyy-mm-dd)
                        1;1;Shirt;20.00;S1;;10;2001-01-01;2199-01-01
                        2;1;Mug;8.00;M1;1.50;;2001-01-01;2002-01-01
                        3;1;Cap;9.99;C1;1.50;50;;
                        """)).isEqualTo("""
                        C1: Cap
                        - C1 8.49 EUR was 9.99
                        M1: Mug
                        - M1 8 EUR
                        S1: Shirt
                        - S1 18 EUR was 20
                        warning sale-not-now Discount from (yyyy-mm-dd) 2001-01-01
                        """);
    }

    @Test
    void OroCommerce_links_a_product_to_its_variants_and_names_the_columns_of_their_options() throws Exception {
        String file = """
                        sku,type,names.default.value,Color.name,variantFields,variantLinks.1.product.sku,variantLinks.1.visible,variantLinks.2.product.sku,variantLinks.2.visible
                        SHIRT-B,simple,Shirt black,Black,,,,,
                        SHIRT,configurable,Shirt,,Color,SHIRT-B,1,SHIRT-W,1
                        SHIRT-W,simple,Shirt white,White,,,,,
                        MUG,simple,Mug,Red,,,,,
                        """;
        assertThat(Outcome.of(file)).isEqualTo("""
                        MUG: Mug
                        - MUG; attributes {"Color.name":"Red"}
                        SHIRT: Shirt; attributes {"variantLinks.1.visible":"1","variantLinks.2.visible":"1"}
                        - SHIRT-B Color=Black
                        - SHIRT-W Color=White
                        """);
        assertThat(Outcome.of(file.replace('.', ':'))).contains("- SHIRT-B Color=Black\n- SHIRT-W Color=White");
    }

    @Test
    void Ecwid_puts_variations_and_choices_below_their_product() throws Exception {
        assertThat(Outcome.of("""
                        type,product_internal_id,product_sku,product_name,product_price,product_quantity,product_option_name,product_option_value,product_option_markup,product_variation_sku,product_variation_option_Size,product_variation_option_Color
                        product,101,TEE,T-Shirt,19.90,,,,,,,
                        product_option,101,,,,,Size,XL,2,,,
                        product_variation,101,TEE,,19.90,5,,,,TEE-S,S,Red
                        product_variation,101,TEE,,21.90,3,,,,,XL,Red
                        product,102,MUG,Mug,7.00,9,,,,,,
                        product_option,102,,,,,Gift box,Yes,3.00,,,
                        category,,,,,,,,,,,
                        """)).isEqualTo("""
                        MUG: Mug
                        - MUG 7 EUR; quantity 9
                        TEE: T-Shirt
                        - TEE-S Size=S Color=Red 19.9 EUR; quantity 5
                        - null Size=XL Color=Red 21.9 EUR; quantity 3
                        rejected kind-unknown type category
                        warning choice-left-out Gift box, Yes, 3.00
                        """);
    }

    @Test
    void Wix_adds_the_surcharge_of_a_variant_to_the_price_of_its_product_and_lowers_both() throws Exception {
        assertThat(Outcome.of("""
                        handleId,fieldType,name,sku,price,surcharge,discountMode,discountValue,productOptionName1,productOptionDescription1
                        shirt,Product,Shirt,,20,,PERCENT,10,Size,S;M;L
                        shirt,Variant,,SHIRT-S,,,,,Size,S
                        shirt,Variant,,SHIRT-M,,4.5,,,Size,M
                        shirt,Variant,,SHIRT-L,,-5,,,Size,L
                        mug,Product,Mug,MUG,8.5,,AMOUNT,1.5,,
                        cap,Product,Cap,CAP,8.5,,HALF,1.5,,
                        """)).isEqualTo("""
                        cap: Cap
                        - CAP 8.5 EUR
                        mug: Mug
                        - MUG 7 EUR was 8.5
                        shirt: Shirt
                        - SHIRT-S Size=S 18 EUR was 20
                        - SHIRT-M Size=M 22.05 EUR was 24.5
                        - SHIRT-L Size=L 13.5 EUR was 15
                        warning discount-unreadable discountMode HALF
                        """);
    }

    @Test
    void a_surcharge_on_a_price_that_stands_elsewhere_is_named() throws Exception {
        assertThat(Outcome.of("""
                        handleId,fieldType,name,sku,price,surcharge,productOptionName1,productOptionDescription1
                        mug,Product,Mug,MUG,8.5,,,
                        shirt,Variant,,SHIRT-M,,4.5,Size,M
                        """)).isEqualTo("""
                        mug: Mug
                        - MUG 8.5 EUR
                        shirt: shirt (draft)
                        - SHIRT-M Size=M
                        warning surcharge-without-price surcharge 4.5
                        """);
    }

    @Test
    void eBay_names_the_currency_in_a_header_and_the_option_in_front_of_a_picture() throws Exception {
        assertThat(Outcome.of("""
                        *Action(SiteID=US|Country=US|Currency=USD|Version=1193),CustomLabel,*Title,*StartPrice,PicURL,Relationship,RelationshipDetails
                        Add,SHIRT,Shirt,,https://i.example/1.jpg,,Color=Red
                        ,SHIRT-R,,19.90,Color=https://i.example/r.jpg,Variation,Color=Red
                        ,,,,,Compatibility,Make=Mini
                        End,MUG,Mug,3.00,,,
                        """)).isEqualTo("""
                        SHIRT: Shirt; images https://i.example/1.jpg
                        - SHIRT-R Color=Red 19.9 USD; image https://i.example/r.jpg
                        rejected kind-unknown Relationship Compatibility
                        rejected record-removes *Action(SiteID=US|Country=US|Currency=USD|Version=1193) End
                        """);
        assertThat(Outcome.of("""
                        Action,Custom label (SKU),Title,Available quantity,Start price(USD),Relationship,Relationship details
                        Add,SHIRT,Shirt,4,19.90,,
                        """)).isEqualTo("""
                        SHIRT: Shirt
                        - SHIRT 19.9 USD; quantity 4
                        """);
    }

    @Test
    void Amazon_writes_the_names_for_programs_below_those_for_people() throws Exception {
        assertThat(Outcome.of("""
                        TemplateType=fptcustom,Version=2021.1014,,,,,,
                        Seller SKU,Product Name,Product ID,Product ID Type,Standard Price,Parentage,Parent SKU,Color,Update Delete
                        item_sku,item_name,external_product_id,external_product_id_type,standard_price,parent_child,parent_sku,color_name,update_delete
                        SHIRT,Shirt,,,,Parent,,,Update
                        SHIRT-R,Shirt red,4006381333931,EAN,19.99,Child,SHIRT,red,Update
                        OLD,Old,,,5.00,,,,Delete
                        """)).isEqualTo("""
                        SHIRT: Shirt
                        - SHIRT-R color=red 19.99 EUR; barcode 4006381333931; attributes {"external_product_id_type":"EAN"}
                        rejected record-removes update_delete Delete
                        """);
    }

    @Test
    void Square_groups_by_the_name_adds_up_its_places_and_knows_a_price_asked_at_the_till() throws Exception {
        assertThat(Outcome.of("""
                        Token,Item Name,Variation Name,SKU,Price,Default Unit Cost,Current Quantity Harbour,Current Quantity Hill
                        ABC,Coffee,250 g,CF-250,8.50,3.00,14,6
                        ABD,Coffee,1 kg,,28.00,,3,
                        ABE,Gift Card,Regular,GC,variable,,,
                        """)).isEqualTo("""
                        Coffee: Coffee
                        - CF-250 Variation=250 g 8.5 EUR cost 3; quantity 20; attributes {"Token":"ABC"}
                        - null Variation=1 kg 28 EUR; quantity 3; attributes {"Token":"ABD"}
                        Gift Card: Gift Card
                        - GC; attributes {"Token":"ABE"}
                        warning no-price Price variable
                        """);
    }

    @Test
    void Square_tells_variations_without_options_apart_by_their_names() throws Exception {
        assertThat(Outcome.of("""
                        Token,Item Name,Variation Name,SKU,Price,Option Name 1,Option Value 1
                        A,Tea,Small,,3.00,,
                        B,Tea,Large,,4.00,,
                        C,Shirt,S,,9.00,Size,S
                        D,Mug,Regular,,5.00,,
                        """)).isEqualTo("""
                        Mug: Mug
                        - null 5 EUR; attributes {"Token":"D","Variation Name":"Regular"}
                        Shirt: Shirt
                        - null Size=S 9 EUR; attributes {"Token":"C","Variation Name":"S"}
                        Tea: Tea
                        - null Variation=Small 3 EUR; attributes {"Token":"A","Variation Name":"Small"}
                        - null Variation=Large 4 EUR; attributes {"Token":"B","Variation Name":"Large"}
                        """);
    }

    @Test
    void BigCommerce_rules_are_refused_by_name() throws Exception {
        assertThat(Outcome.of("""
                        Item Type,Product Name,Product Code/SKU,Price
                        Product,Towel,TOWEL,49.00
                        Rule,[S]Size=Large,TOWEL-RULE,[ADD]5
                        """)).isEqualTo("""
                        TOWEL: Towel
                        - TOWEL 49 EUR
                        rejected kind-unknown Item Type Rule
                        """);
    }

    @Test
    void a_fourth_option_is_left_out_with_a_warning() throws Exception {
        assertThat(Outcome.of("""
                        StartPrice,CustomLabel,Title,Relationship,RelationshipDetails
                        ,SHIRT,Shirt,,
                        9,SHIRT-1,,Variation,A=1|B=2|C=3|D=4
                        """)).isEqualTo("""
                        SHIRT: Shirt
                        - SHIRT-1 A=1 B=2 C=3 9 EUR
                        warning option-left-out D=4
                        """);
    }

    @Test
    void BigCommerce_in_its_newer_export_spells_options_out_and_lets_variants_inherit_the_price() throws Exception {
        assertThat(Outcome.of("""
                        Item,ID,Name,Type,SKU,Options,Current Stock,Price,Sale Price,Is Visible,Variant Image URL
                        Product,81,Towel,physical,TOWEL,,,49.00,39.00,TRUE,
                        Variant,90,,,TOWEL-R,Type=Swatch|Name=Color|Value=RedType=Rectangle|Name=Size|Value=M,5,,,,https://b.example/r.jpg
                        Variant,91,,,TOWEL-B,Type=Swatch|Name=Color|Value=BlueType=Rectangle|Name=Size|Value=M,7,55.00,,,
                        Image,,,,,,,,,,
                        """)).isEqualTo("""
                        TOWEL: Towel; attributes {"ID":"81","Type":"physical"}
                        - TOWEL-R Color=Red Size=M 39 EUR was 49; quantity 5; image https://b.example/r.jpg; attributes {"ID":"90"}
                        - TOWEL-B Color=Blue Size=M 55 EUR; quantity 7; attributes {"ID":"91"}
                        rejected kind-unknown Item Image
                        """);
    }

    @Test
    void Lightspeed_X_groups_by_the_handle_and_adds_up_its_outlets() throws Exception {
        assertThat(Outcome.of("""
                        id,handle,sku,name,variant_option_one_name,variant_option_one_value,supply_price,retail_price,active,inventory_Main_Outlet,inventory_Kiosk
                        a,tee,T-S,Tee,Size,S,4.00,15.00,1,3,2
                        b,tee,T-M,Tee,Size,M,4.00,16.00,1,0,
                        """)).isEqualTo("""
                        tee: Tee
                        - T-S Size=S 15 EUR cost 4; quantity 5; attributes {"id":"a"}
                        - T-M Size=M 16 EUR cost 4; quantity 0; attributes {"id":"b"}
                        """);
    }

    @Test
    void Saleor_has_a_column_for_each_channel_warehouse_and_attribute() throws Exception {
        assertThat(Outcome.of("""
                        id,name,product type,variant id,variant sku,variant weight,size (variant attribute),berlin (warehouse quantity),oslo (warehouse quantity),web (channel currency code),web (channel price amount),web (channel published)
                        UHJv,Tee,Shirt,VjE=,T-S,0.3 kg,S,3,4,EUR,15.0,True
                        UHJv,Tee,Shirt,VjI=,T-M,0.3 kg,M,1,,EUR,16.0,True
                        """)).isEqualTo("""
                        UHJv: Tee; product_type Shirt
                        - T-S size=S 15 EUR; quantity 7; weight 0.3; weight_unit kg; attributes {"variant id":"VjE="}
                        - T-M size=M 16 EUR; quantity 1; weight 0.3; weight_unit kg; attributes {"variant id":"VjI="}
                        """);
    }
}
