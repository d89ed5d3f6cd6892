package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The options of one record. A name that only the first record of a product has also applies to the following ones. */
final class OptionCells {

    private static final int MOST = VariantField.OPTION_COUNT;

    /** The value that a shop gives a product without options, and the name above it: Shopify's and Medusa's. */
    private static final Map<String, String> NO_OPTION =
            Map.of("Default Title", "Title", "Default option value", "Default option");

    private static final String PAIRS = "\\|";
    private static final Pattern KIND_OF_CHOICE = Pattern.compile("^\\s*\\[[A-Z]{1,3}\\]");

    private static final Pattern BEFORE_TYPE = Pattern.compile("(?=Type=)");
    private static final Pattern SPELLED_OUT = Pattern.compile("\\|Name=([^|]{1,200})\\|Value=(.+)", Pattern.DOTALL);

    private final RecordCells cells;
    private final @Nullable Option[] options = new @Nullable Option[MOST];
    private int count;

    private OptionCells(RecordCells cells) {
        this.cells = cells;
    }

    /**
     * Reads the options in their positions.
     *
     * @param carried the names of the product's options so far, by position; completed by this record
     */
    static VariantOptions read(RecordCells cells, @Nullable String[] carried) {
        OptionCells reader = new OptionCells(cells);
        if (describeOnly(cells)) {
            return VariantOptions.of(reader.options);
        }
        ColumnMapping mapping = cells.mapping();
        if (mapping.layout().spellsOptionsOut()) {
            reader.readSpelledOut(cells.raw(ProductColumn.OPTION_PAIRS));
        } else if (mapping.has(ProductColumn.OPTION_PAIRS)) {
            reader.readPairs(cells.raw(ProductColumn.OPTION_PAIRS).split(PAIRS, -1));
        } else if (mapping.layout().namesVariantsByOptions()) {
            boolean below = mapping.layout().isVariantBelow(cells.raw(ProductColumn.KIND));
            reader.readPairs(below ? cells.raw(ProductColumn.NAME).split(",", -1) : new String[0]);
        } else if (mapping.has(ProductColumn.OPTION_VALUES)) {
            reader.readLists(carried);
        } else if (mapping.positions(ProductColumn.AXIS).isEmpty()) {
            reader.readColumns(carried);
        } else {
            reader.readAxes();
        }
        return VariantOptions.of(reader.options);
    }

    /** Whether the record is a product without variants, so that its properties only describe it. */
    static boolean describeOnly(RecordCells cells) {
        String kind = cells.raw(ProductColumn.KIND).toLowerCase(Locale.ROOT);
        return cells.mapping().layout().typeIsKind() && (kind.startsWith("simple") || kind.startsWith("external"));
    }

    /** The cells of options by their names, for records that they only describe. */
    static Map<String, String> attributes(RecordCells cells) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < MOST; i++) {
            String name = cells.raw(ProductColumn.option(i, false));
            String value = cells.raw(ProductColumn.option(i, true));
            if (!name.isEmpty() && !value.isEmpty()) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }

    /** Options that another record gives, such as the product's own. */
    static VariantOptions of(Map<String, String> byName, RecordCells cells) {
        OptionCells reader = new OptionCells(cells);
        byName.forEach((name, value) -> reader.add(null, name, value));
        return VariantOptions.of(reader.options);
    }

    private void add(@Nullable ColumnReading column, @Nullable String name, String value) {
        if (count < MOST) {
            options[count++] = new Option(name, value);
        } else {
            leftOut(column, name, value);
        }
    }

    private void leftOut(@Nullable ColumnReading column, @Nullable String name, String value) {
        cells.warn(column, name == null ? value : name + "=" + value, "option-left-out", MOST);
    }

    private void readColumns(@Nullable String[] carried) {
        for (int i = 0; i < MOST; i++) {
            VariantField nameField = VariantField.optionName(i);
            String name = cells.text(ProductColumn.option(i, false), nameField.longest());
            String value = cells.text(
                    ProductColumn.option(i, true), VariantField.optionValue(i).longest());
            if (name != null) {
                carried[i] = name;
            } else if (i == 0 && carried[i] == null) {
                carried[i] = cells.mapping().layout().nameOfUnnamedOption();
            }
            if (value != null && !isNoOption(carried[i], value)) {
                options[i] = new Option(name == null ? carried[i] : name, unescaped(value));
            }
        }
        String column = cells.mapping().layout().columnOfUnnamedOption();
        if (column != null && Stream.of(options).allMatch(Objects::isNull)) {
            readUnnamed(column);
        }
    }

    private void readUnnamed(String column) {
        Layout layout = cells.mapping().layout();
        for (int position : cells.mapping().attributes()) {
            String value = cells.raw(position);
            boolean named = cells.mapping().column(position).name().equalsIgnoreCase(column);
            if (named && !value.isEmpty() && !value.equals(layout.valueOfNoOption())) {
                options[0] = new Option(layout.nameOfUnnamedOption(), value);
            }
        }
    }

    private boolean isNoOption(@Nullable String name, String value) {
        Layout layout = cells.mapping().layout();
        String named = value.equals(layout.valueOfNoOption()) ? layout.nameOfUnnamedOption() : NO_OPTION.get(value);
        return named != null && (name == null || name.equals(named));
    }

    // WooCommerce separates values by commas, and writes a backslash before one that belongs to a value
    private String unescaped(String value) {
        return cells.mapping().layout().escapesCommas() ? value.replace("\\,", ",") : value;
    }

    private void readLists(@Nullable String[] carried) {
        String names = cells.raw(ProductColumn.OPTION_NAMES);
        String values = cells.raw(ProductColumn.OPTION_VALUES);
        String[] named = split(names);
        for (int i = 0; i < Math.min(named.length, MOST); i++) {
            carried[i] = named[i];
        }
        String[] parts = split(values);
        if (parts.length > named.length && named.length > 0) {
            cells.fault(ProductColumn.OPTION_VALUES, "options-unequal", parts.length, named.length);
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty() && i < MOST) {
                options[i] = new Option(carried[i], parts[i]);
            } else if (!parts[i].isEmpty()) {
                String name = i < named.length ? named[i] : null;
                leftOut(cells.mapping().column(ProductColumn.OPTION_VALUES), name, parts[i]);
            }
        }
    }

    private String[] split(String cell) {
        Layout layout = cells.mapping().layout();
        return cell.isEmpty()
                ? new String[0]
                : Stream.of(cell.split(Pattern.quote(layout.optionSeparator()), -1))
                        .map(part -> layout.optionText(part.strip()).strip())
                        .toArray(String[]::new);
    }

    /** {@code Size=M}, and {@code [S]Size=M} with the kind of the choice. */
    private void readPairs(String[] pairs) {
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                String name = KIND_OF_CHOICE.matcher(pair.substring(0, equals)).replaceFirst("");
                add(null, name.strip(), pair.substring(equals + 1).strip());
            }
        }
    }

    private void readSpelledOut(String cell) {
        for (String option : BEFORE_TYPE.split(cell, -1)) {
            Matcher parts = SPELLED_OUT.matcher(option);
            if (parts.find()) {
                add(null, parts.group(1).strip(), parts.group(2).strip());
            }
        }
    }

    private void readAxes() {
        for (int position : cells.mapping().positions(ProductColumn.AXIS)) {
            String value = cells.raw(position);
            if (!value.isEmpty()) {
                ColumnReading column = cells.mapping().column(position);
                add(column, cells.mapping().layout().optionName(column.name()), value);
            }
        }
    }
}
