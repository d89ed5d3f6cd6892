package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.file.TestWorkbook;
import dev.longhaul.shop.reading.column.ReadingChoices;
import org.junit.jupiter.api.Test;

/** Shopify's product files: a row is a variant, or a further picture, of the product of its handle. */
class ShopifyCasesTest {

    @Test
    void rows_of_one_handle_are_the_variants_of_one_product() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price
                        tee,Tee,Size,S,Color,Red,T-SR,15.00
                        tee,,,S,,Blue,T-SB,15.00
                        """)).isEqualTo("""
                        tee: Tee
                        - T-SR Size=S Color=Red 15 EUR
                        - T-SB Size=S Color=Blue 15 EUR
                        """);
    }

    @Test
    void default_title_is_no_option() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price
                        mug,Mug,Title,Default Title,M1,7.50
                        """)).isEqualTo("""
                        mug: Mug
                        - M1 7.5 EUR
                        """);
    }

    @Test
    void a_row_with_only_a_picture_adds_it_to_its_product() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position
                        mug,Mug,Title,Default Title,M1,7.50,https://x.example/1.jpg,1
                        mug,,,,,,https://x.example/2.jpg,2
                        """)).isEqualTo("""
                        mug: Mug; images https://x.example/1.jpg / https://x.example/2.jpg
                        - M1 7.5 EUR
                        """);
    }

    @Test
    void the_text_of_a_picture_is_kept_under_its_position() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Image Alt Text
                        mug,Mug,Title,Default Title,M1,7.50,https://x.example/1.jpg,1,
                        mug,,,,,,https://x.example/2.jpg,2,Side
                        """)).isEqualTo("""
                        mug: Mug; images https://x.example/1.jpg / https://x.example/2.jpg; attributes {"Image Alt Text 2":"Side"}
                        - M1 7.5 EUR
                        """);
    }

    @Test
    void the_new_names_mean_the_same() throws Exception {
        assertThat(Outcome.of("""
                        URL handle,Title,Option1 name,Option1 value,SKU,Price,Compare-at price,Product image URL,Published on online store
                        tee,Tee,Size,S,T-S,15.00,20.00,https://x.example/1.jpg,TRUE
                        tee,,,M,T-M,15.00,,,
                        """)).isEqualTo("""
                        tee: Tee; images https://x.example/1.jpg
                        - T-S Size=S 15 EUR was 20
                        - T-M Size=M 15 EUR
                        """);
    }

    @Test
    void variants_without_a_SKU_are_told_apart_by_their_options() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price
                        tee,Tee,Size,S,,15.00
                        tee,,,M,,16.00
                        """)).isEqualTo("""
                        tee: Tee
                        - null Size=S 15 EUR
                        - null Size=M 16 EUR
                        """);
    }

    @Test
    void grams_are_grams_whatever_the_unit_says() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Variant SKU,Variant Grams,Variant Weight Unit,Variant Price,Option1 Value
                        mug,Mug,M1,500,kg,7.50,
                        """)).isEqualTo("""
                        mug: Mug
                        - M1 7.5 EUR; weight 500; weight_unit g
                        """);
    }

    @Test
    void no_grams_are_a_weight_of_zero() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Variant SKU,Variant Grams,Variant Weight Unit,Variant Price
                        gift,Gift card,G1,0.0,kg,25.00
                        """)).isEqualTo("""
                        gift: Gift card
                        - G1 25 EUR; weight 0; weight_unit g
                        """);
    }

    @Test
    void an_apostrophe_before_a_barcode_is_a_guard() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Value,Variant SKU,Variant Barcode
                        mug,Mug,,M1,'4006381333931
                        """)).isEqualTo("""
                        mug: Mug
                        - M1; barcode 4006381333931
                        """);
    }

    @Test
    void an_apostrophe_before_a_plus_is_a_guard_in_a_workbook_too() throws Exception {
        byte[] workbook = TestWorkbook.of("Handle|Title|Variant SKU|Variant Price", "sofa|'+1 seat|S1|99.00")
                .bytes();

        assertThat(Outcome.of(ReadingChoices.NONE, workbook)).isEqualTo("""
                        sofa: +1 seat
                        - S1 99 EUR
                        """);
    }

    @Test
    void an_archived_product_stays_archived() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,Variant SKU,Status
                        mug,Mug,Title,Default Title,M1,archived
                        """)).isEqualTo("""
                        mug: Mug (archived)
                        - M1
                        """);
    }

    @Test
    void unlisted_is_not_for_sale_to_everybody() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Variant SKU,Status
                        mug,Mug,M1,unlisted
                        """)).isEqualTo("""
                        mug: Mug (draft)
                        - M1
                        """);
    }

    @Test
    void cost_and_compare_at_stand_beside_the_price() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Variant SKU,Variant Price,Variant Compare At Price,Cost per item
                        mug,Mug,M1,7.50,9.00,3.10
                        """)).isEqualTo("""
                        mug: Mug
                        - M1 7.5 EUR was 9 cost 3.1
                        """);
    }

    @Test
    void a_compare_at_price_of_zero_means_none() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Variant SKU,Variant Price,Variant Compare At Price
                        mug,Mug,M1,7.50,0.00
                        """)).isEqualTo("""
                        mug: Mug
                        - M1 7.5 EUR
                        """);
    }

    @Test
    void tags_and_the_category_path_are_kept_as_they_stand() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Product Category,Type,Tags,Variant SKU
                        mug,Mug,Home > Kitchen > Mugs,Mugs,"blue, gift",M1
                        """)).isEqualTo("""
                        mug: Mug; product_type Mugs; tags blue, gift; category Home > Kitchen > Mugs
                        - M1
                        """);
    }

    @Test
    void the_first_row_speaks_for_the_product() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU
                        tee,Tee small,Acme,Size,S,T-S
                        tee,Tee medium,Acme,,M,T-M
                        """)).isEqualTo("""
                        tee: Tee small; vendor Acme
                        - T-S Size=S
                        - T-M Size=M
                        warning product-differs Title Tee medium
                        """);
    }

    @Test
    void the_first_row_speaks_even_if_its_product_comes_back_later() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,Variant SKU
                        tee,Tee,Size,S,T-S
                        cap,Cap,Size,L,C-L
                        tee,Other,Size,M,T-M
                        """)).isEqualTo("""
                        cap: Cap
                        - C-L Size=L
                        tee: Tee
                        - T-S Size=S
                        - T-M Size=M
                        """);
    }

    @Test
    void rows_of_one_SKU_that_differ_in_their_pictures_are_one_variant() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Variant SKU,Variant Price,Image Src,Image Position
                        mug,Mug,M1,7.50,https://x.example/1.jpg,1
                        mug,Mug,M1,7.50,https://x.example/2.jpg,2
                        """)).isEqualTo("""
                        mug: Mug; images https://x.example/1.jpg / https://x.example/2.jpg
                        - M1 7.5 EUR
                        """);
    }

    @Test
    void an_inventory_file_only_counts_what_is_there() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,SKU,Location,On hand (current),On hand (new)
                        mug,Mug,Title,Default Title,M1,Berlin,5,7
                        """)).isEqualTo("""
                        mug: Mug
                        - M1; quantity 7; attributes {"Location":"Berlin","On hand (current)":"5"}
                        """);
    }

    @Test
    void a_location_that_does_not_keep_a_variant_says_nothing_about_its_stock() throws Exception {
        assertThat(Outcome.of("""
                        Handle,Title,Option1 Name,Option1 Value,SKU,Location,On hand (current),On hand (new)
                        mug,Mug,Title,Default Title,M1,Berlin,not stocked,not stocked
                        """)).isEqualTo("""
                        mug: Mug
                        - M1; attributes {"Location":"Berlin","On hand (current)":"not stocked"}
                        warning not-stocked On hand (new) not stocked
                        """);
    }
}
