package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The product files of commercetools: the rows below a product's first are its further variants. */
class CommercetoolsCasesTest {

    @Test
    void commercetools_counts_in_the_smallest_unit_of_a_currency() throws Exception {
        assertThat(Outcome.of("""
                        productType,variantId,sku,prices,name.en,slug.en,color
                        tee,1,T-R,DE-EUR 999|799;CH-CHF 1099;JP-JPY 1500,Tee,tee,red
                        tee,2,T-B,DE-EUR 999,,,blue
                        """)).isEqualTo("""
                        tee: Tee; product_type tee
                        - T-R color=red 10.99 CHF 7.99 EUR was 9.99 1500 JPY; attributes {"variantId":"1"}
                        - T-B color=blue 9.99 EUR; attributes {"variantId":"2"}
                        """);
    }

    @Test
    void commercetools_prices_for_groups_and_times_are_left_aside_by_name() throws Exception {
        assertThat(Outcome.of("""
                        productType,variantId,sku,prices,name.en,slug.en
                        tee,1,T-R,EUR 999;EUR 899 vip;EUR 799$2026-01-01T00:00:00Z,Tee,tee
                        """)).isEqualTo("""
                        tee: Tee; product_type tee
                        - T-R 9.99 EUR; attributes {"variantId":"1"}
                        warning prices-left-aside prices EUR 899 vip;EUR 799$2026-01-01T00:00:00Z
                        """);
    }

    @Test
    void a_list_of_prices_that_is_none_is_refused() throws Exception {
        assertThat(Outcome.of("""
                        productType,variantId,sku,prices,name.en,slug.en
                        tee,1,T-R,9.99,Tee,tee
                        """)).isEqualTo("""
                        rejected prices-unreadable prices 9.99
                        """);
    }

    @Test
    void commercetools_names_the_texts_for_search_engines_by_their_language() throws Exception {
        assertThat(Outcome.of("""
                        productType,variantId,sku,prices,name.en,slug.en,metaTitle.en,metaDescription.en
                        tee,1,T-R,EUR 999,Tee,tee,Red tee,A tee in red
                        """)).isEqualTo("""
                        tee: Tee; product_type tee; seo_title Red tee; seo_description A tee in red
                        - T-R 9.99 EUR; attributes {"variantId":"1"}
                        """);
    }
}
