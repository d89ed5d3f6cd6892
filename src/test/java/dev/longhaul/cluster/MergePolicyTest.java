package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.container.entries.ImmortalCacheEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergePolicyTest {

    private final MergePolicy<Integer> policy = new MergePolicy<>(
            new EntryCheck<>("numbers", Integer.class, (key, number) -> number >= 0), Integer::compare);

    @Test
    void the_greater_entry_stays_whichever_side_is_preferred() {
        assertThat(merged(1, 2)).isEqualTo(2);
        assertThat(merged(2, 1)).isEqualTo(2);
    }

    @Test
    void a_side_that_has_nothing_removes_nothing() {
        assertThat(merged(null, 1)).isEqualTo(1);
    }

    @Test
    void what_does_not_belong_into_the_map_loses_against_any_entry() {
        assertThat(merged("text", 1)).isEqualTo(1);
        assertThat(merged(1, "text")).isEqualTo(1);
        assertThat(merged(-7, 1)).isEqualTo(1);
        assertThat(merged("text", "other")).isEqualTo("text");
    }

    private @Nullable Object merged(@Nullable Object preferred, Object other) {
        CacheEntry<Object, Object> merged =
                policy.merge(preferred == null ? null : entry(preferred), List.of(entry(other)));
        return merged == null ? null : merged.getValue();
    }

    @SuppressWarnings("unchecked") // Infinispan's entries know no type of their own
    private static CacheEntry<Object, Object> entry(Object value) {
        return new ImmortalCacheEntry("key", value);
    }
}
