package dev.longhaul.shop.catalog;

import dev.longhaul.shop.catalog.table.VariantField;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of one variant by their positions, any of which may be without one: a record can speak of option two and
 * leave option one as it is. Immutable.
 */
public final class VariantOptions {

    public static final VariantOptions NONE = new VariantOptions(new @Nullable Option[VariantField.OPTION_COUNT]);

    private final @Nullable Option[] byPosition;

    private VariantOptions(@Nullable Option[] byPosition) {
        this.byPosition = byPosition;
    }

    /**
     * Options of the first positions.
     *
     * @param options at most {@value VariantField#OPTION_COUNT}; null where the position is without one
     * @throws IllegalArgumentException when there are more
     */
    public static VariantOptions of(@Nullable Option... options) {
        if (options.length > VariantField.OPTION_COUNT) {
            throw new IllegalArgumentException(
                    "a variant has at most " + VariantField.OPTION_COUNT + " options, got " + options.length);
        }
        VariantOptions made = new VariantOptions(Arrays.copyOf(options, VariantField.OPTION_COUNT));
        return made.isEmpty() ? NONE : made;
    }

    /** The option at a position, counted from zero. */
    public @Nullable Option at(int position) {
        return byPosition[position];
    }

    /** The value of the option at a position, counted from zero. */
    public @Nullable String value(int position) {
        Option option = byPosition[position];
        return option == null ? null : option.value();
    }

    /** The options that there are, in the order of their positions. */
    public List<Option> present() {
        return Stream.of(byPosition).filter(Objects::nonNull).toList();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VariantOptions that && Arrays.equals(byPosition, that.byPosition);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(byPosition);
    }

    @Override
    public String toString() {
        return Arrays.toString(byPosition);
    }
}
