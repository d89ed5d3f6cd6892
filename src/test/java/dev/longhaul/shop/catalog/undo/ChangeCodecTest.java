package dev.longhaul.shop.catalog.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Changes come back from their bytes. The system properties {@code longhaul.test.seed} and {@code longhaul.test.rounds}
 * repeat a run and make it longer.
 */
class ChangeCodecTest {

    private static final int ROUNDS = Integer.getInteger("longhaul.test.rounds", 20) * 20;

    private final long seed = Long.getLong("longhaul.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void random_changes_come_back_from_their_bytes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProductChange> changes = IntStream.range(0, random.nextInt(20))
                    .mapToObj(i -> change())
                    .toList();

            assertThat(ChangeCodec.decode(ChangeCodec.FORMAT, ChangeCodec.encode(changes)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(changes);
        }
    }

    @Test
    void damaged_bytes_and_other_formats_are_refused_and_nothing_else_happens() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = ChangeCodec.encode(List.of(change(), change(), change()));
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));

            assertThatThrownBy(() -> ChangeCodec.decode(ChangeCodec.FORMAT, cut))
                    .as("seed %d, round %d", seed, round)
                    .isInstanceOf(UnreadableChangesException.class);
        }
        assertThatThrownBy(() -> ChangeCodec.decode(2, new byte[0]))
                .isInstanceOf(UnreadableChangesException.class)
                .hasMessage("the record of changes has format 2, this version reads format 1");
    }

    @Test
    void five_hundred_new_products_take_some_bytes_each() {
        List<ProductChange> changes = IntStream.range(0, 500)
                .mapToObj(i -> new ProductChange(1_000_000L + 2L * i, null, 4_711L, List.of()))
                .toList();

        assertThat(ChangeCodec.encode(changes).length).isLessThan(500 * 10);
    }

    private ProductChange change() {
        Long before = chance(3) ? null : (Long) Math.abs(random.nextLong() >> random.nextInt(63));
        Long after = before != null && chance(5) ? null : (Long) Math.abs(random.nextLong() >> random.nextInt(63));
        List<RowChange> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(row());
        }
        return new ProductChange(random.nextLong(), before, after, chance(2), chance(2), rows);
    }

    private RowChange row() {
        Table<?> table = ChangeCodec.TABLES.get(random.nextInt(3));
        RowKey key =
                new RowKey(table, random.nextLong() >> random.nextInt(63), table.keyColumnCount() == 2 ? "EUR" : null);
        return switch (ChangeCodec.KINDS.get(random.nextInt(3))) {
            case ADDED -> RowChange.added(key);
            case CHANGED -> RowChange.changed(key, values(table));
            case REMOVED ->
                RowChange.removed(
                        key,
                        values(table),
                        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                                .atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(10), random.nextInt(60))));
        };
    }

    private List<ColumnValue> values(Table<?> table) {
        List<ColumnValue> values = new ArrayList<>();
        for (Column column : table.columns()) {
            if (chance(2)) {
                values.add(new ColumnValue(column, value()));
            }
        }
        return values;
    }

    private @Nullable Object value() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "Größe\u0000\u001f 漢字 🪑".repeat(random.nextInt(300));
            case 3 -> random.nextLong() >> random.nextInt(63);
            case 4 -> new BigDecimal(new BigInteger(random.nextInt(64), random), random.nextInt(5)).negate();
            default -> new BigDecimal("590.0000");
        };
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }
}
