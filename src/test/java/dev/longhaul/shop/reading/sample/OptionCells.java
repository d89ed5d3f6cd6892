package dev.longhaul.shop.reading.sample;

import java.util.Objects;

/** The options of a variant in numbered columns. */
final class OptionCells {

    private OptionCells() {}

    /**
     * Puts names and values.
     *
     * @param names the columns, with {@code %d} for the position from 1
     * @param values likewise
     */
    static void put(SampleTable.Row row, SampleVariant variant, String names, String values) {
        for (int i = 0; i < variant.options().size(); i++) {
            row.put(
                    names.formatted(i + 1),
                    Objects.requireNonNull(variant.options().get(i).name()));
        }
        putValues(row, variant, values);
    }

    /** Puts values alone. */
    static void putValues(SampleTable.Row row, SampleVariant variant, String values) {
        for (int i = 0; i < variant.options().size(); i++) {
            row.put(values.formatted(i + 1), variant.options().get(i).value());
        }
    }
}
