package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransfersTest {

    @Test
    void paths_are_compared_as_a_whole_and_a_star_is_one_segment() {
        Transfers transfers = new Transfers("/imports /api/imports/*/rejects\n  /api/products.csv", 1);

        assertThat(transfers.include("/imports")).isTrue();
        assertThat(transfers.include("/api/imports/7/rejects")).isTrue();
        assertThat(transfers.include("/api/products.csv")).isTrue();
        assertThat(transfers.include("/imports/7")).isFalse();
        assertThat(transfers.include("/api/imports/7/8/rejects")).isFalse();
        assertThat(transfers.include("/api/productsXcsv")).isFalse();
        assertThat(new Transfers(null, 1).include("")).isFalse();
    }

    @Test
    void no_more_begin_than_may_run_at_once() {
        Transfers transfers = new Transfers("/imports", 2);

        assertThat(transfers.begin()).isTrue();
        assertThat(transfers.begin()).isTrue();
        assertThat(transfers.begin()).isFalse();
        transfers.end();
        assertThat(transfers.begin()).isTrue();
    }
}
