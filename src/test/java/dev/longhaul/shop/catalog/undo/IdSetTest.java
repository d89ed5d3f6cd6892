package dev.longhaul.shop.catalog.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdSetTest {

    @Test
    void holds_what_was_added_and_nothing_beside_it() {
        IdSet ids = new IdSet();
        List<Long> added = List.of(0L, 1L, 63L, 64L, 32_767L, 32_768L, 5_000_000_000L, -1L);

        ids.addAll(added);

        assertThat(added).allMatch(ids::contains);
        assertThat(List.of(2L, 62L, 65L, 127L, 32_766L, 32_769L, 5_000_000_001L, -2L))
                .noneMatch(ids::contains);
    }
}
