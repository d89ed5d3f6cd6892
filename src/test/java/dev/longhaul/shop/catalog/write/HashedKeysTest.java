package dev.longhaul.shop.catalog.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashedKeysTest {

    @Test
    void each_key_is_added_once_however_many_there_are() {
        HashedKeys keys = new HashedKeys();

        for (int i = 0; i < 100_000; i++) {
            assertThat(keys.add(HashedKeys.hash(1, "sku-" + i))).isTrue();
        }
        for (int i = 0; i < 100_000; i += 1_000) {
            assertThat(keys.add(HashedKeys.hash(1, "sku-" + i))).isFalse();
        }

        assertThat(keys.size()).isEqualTo(100_000);
    }

    @Test
    void a_hash_of_zero_is_a_key_like_any_other() {
        HashedKeys keys = new HashedKeys();

        assertThat(keys.add(0)).isTrue();
        assertThat(keys.add(0)).isFalse();
        assertThat(keys.size()).isEqualTo(1);
    }
}
