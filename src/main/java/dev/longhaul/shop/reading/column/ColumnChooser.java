package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ColumnNames.Meaning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each column of one header became: by a person's choice, otherwise by its name. Used once, by one thread.
 */
public final class ColumnChooser {

    private static final List<String> REJECTS = List.of("line", "code", "message");

    private final List<String> header;
    private final List<HeaderName> names;
    private final ReadingChoices choices;
    private final Layout layout;
    private final ColumnReading[] columns;
    private final Map<ProductColumn, Integer> taken = new HashMap<>();
    private List<Integer> keyParts = List.of();

    private ColumnChooser(List<String> header, ReadingChoices choices) {
        this.header = header;
        this.names = header.stream().map(HeaderName::of).toList();
        this.choices = choices;
        this.layout = Layout.of(header);
        this.columns = new ColumnReading[header.size()];
    }

    /**
     * What the columns are by their names and the person's choices; the cells may still contradict it.
     *
     * @throws UnreadableFileException when a choice names no column, or a known column appears twice
     */
    public static List<ColumnReading> choose(List<String> header, ReadingChoices choices)
            throws UnreadableFileException {
        ColumnChooser chooser = new ColumnChooser(header, choices);
        chooser.takeChosen();
        chooser.takeRejectColumns();
        chooser.takeByName();
        chooser.correctByLayout();
        chooser.suggest();
        chooser.markKeyParts();
        return List.of(chooser.columns);
    }

    /** How many columns of this header are known by their names. */
    public static int knownCount(List<String> header) {
        return (int) meanings(header).count();
    }

    /** Whether a column's name says that it identifies a record's product. */
    public static boolean namesAKey(List<String> header) {
        return meanings(header).anyMatch(meaning -> {
            ProductColumn column = meaning.column();
            return column != null && column != ProductColumn.REFERENCE && column.isKey();
        });
    }

    private static Stream<Meaning> meanings(List<String> header) {
        Layout layout = Layout.of(header);
        return header.stream().map(HeaderName::of).flatMap(name -> Stream.ofNullable(HeaderMeaning.of(name, layout)));
    }

    private void takeChosen() throws UnreadableFileException {
        for (Map.Entry<String, String> choice : choices.columns().entrySet()) {
            int position = requirePosition(choice.getKey());
            columns[position] = chosen(position, choice.getValue());
        }
        String key = choices.key();
        if (key != null) {
            takeKey(key);
        }
    }

    private void takeKey(String key) throws UnreadableFileException {
        List<Integer> positions = KeyColumns.positions(key, header);
        if (positions.isEmpty()) {
            throw unknown(key);
        }
        int first = positions.get(0);
        if (positions.size() == 1) {
            columns[first] = field(first, ProductColumn.SKU).because("chosen as the key");
        } else {
            // they keep their own meanings, and together are the SKU
            taken.put(ProductColumn.SKU, first);
            keyParts = positions;
        }
    }

    private void markKeyParts() {
        for (int position : keyParts) {
            String before = columns[position].reason();
            columns[position] =
                    columns[position].because((before == null ? "" : before + "; ") + "chosen as a part of the key");
        }
    }

    private ColumnReading chosen(int position, String target) throws UnreadableFileException {
        String name = header.get(position);
        if (target.equals(ReadingChoices.IGNORED)) {
            return ColumnReading.ignored(name, "chosen");
        }
        if (target.equals(ReadingChoices.ATTRIBUTE)) {
            return ColumnReading.attribute(name, "chosen");
        }
        ProductColumn field = ProductColumn.ofKey(target);
        if (field == null) {
            throw UnreadableFileException.ofStructure(
                    "field-unknown",
                    "column " + Headers.shortened(name) + " was chosen as " + Headers.shortened(target)
                            + ", which is not a field; fields are sku, name, price, quantity and the others in the"
                            + " documentation, as well as attribute and ignored");
        }
        return field(position, field).because("chosen");
    }

    private int requirePosition(String name) throws UnreadableFileException {
        int position = KeyColumns.position(name, header, names);
        if (position < 0) {
            throw unknown(name);
        }
        return position;
    }

    private UnreadableFileException unknown(String name) {
        String several = name.indexOf(',') > 0
                ? "; several columns of a key are written with commas between them, and each must be one of these"
                : "";
        return UnreadableFileException.ofStructure(
                "column-unknown",
                "there is no column " + Headers.shortened(name) + ", only " + Headers.named(header) + several);
    }

    /** Our own columns after a rejected record. */
    private void takeRejectColumns() {
        int first = Math.min(RejectColumns.columnsBefore(header), header.size() - REJECTS.size());
        boolean ours = first > 0
                && header.subList(header.size() - REJECTS.size(), header.size()).equals(REJECTS);
        for (int i = first; ours && i < header.size(); i++) {
            columns[i] = ColumnReading.ofReject(header.get(i));
        }
    }

    private void takeByName() throws UnreadableFileException {
        Map<ProductColumn, Integer> ranks = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            Meaning meaning = columns[i] == null ? HeaderMeaning.of(names.get(i), layout) : null;
            if (meaning == null) {
                continue;
            }
            ProductColumn column = meaning.column();
            if (column == null) {
                columns[i] = ColumnReading.ofReject(header.get(i));
                continue;
            }
            HeaderName parts = names.get(i);
            boolean inCurrency = parts.currency() != null && column.isPrice();
            boolean severalFit = column.isRepeatable() || inCurrency;
            Integer before = inCurrency ? inCurrency(column, parts) : severalFit ? null : taken.get(column);
            boolean better = !inCurrency && meaning.rank() < ranks.getOrDefault(column, Integer.MIN_VALUE);
            if (before == null || better) {
                if (before != null) {
                    columns[before] = already(before, column, i);
                }
                columns[i] = field(i, column);
                if (!severalFit) {
                    ranks.put(column, meaning.rank());
                }
            } else if (inCurrency && HeaderMeaning.isRegional(names.get(before)) && !HeaderMeaning.isRegional(parts)) {
                columns[before] = already(before, column, i);
                columns[i] = field(i, column);
            } else {
                requireOtherName(before, i);
                columns[i] = before == i ? ColumnReading.attribute(header.get(i), null) : already(i, column, before);
            }
        }
    }

    /** The column that already gives this price in this currency; null when none does. */
    private @Nullable Integer inCurrency(ProductColumn column, HeaderName parts) {
        String currency = parts.currency() == null ? null : parts.currency().code(choices.currency());
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null
                    && columns[i].column() == column
                    && Objects.equals(columns[i].currency(), currency)) {
                return currency == null ? null : i;
            }
        }
        return null;
    }

    private void requireOtherName(int first, int second) throws UnreadableFileException {
        boolean chosen = columns[first] == null || columns[first].reason() != null;
        if (!chosen && names.get(first).whole().equals(names.get(second).whole())) {
            throw UnreadableFileException.ofStructure(
                    "duplicate-column",
                    "the header has " + Headers.shortened(header.get(first)) + " twice, as column " + (first + 1)
                            + " and as column " + (second + 1)
                            + "; keep the one that is meant, or choose what each of them is");
        }
    }

    private ColumnReading already(int position, ProductColumn column, int better) {
        return ColumnReading.attribute(
                header.get(position),
                "column " + Headers.shortened(header.get(better)) + " is taken as " + column.key());
    }

    private ColumnReading field(int position, ProductColumn column) {
        HeaderName parts = names.get(position);
        boolean priced = parts.currency() != null && column.isPrice();
        if (!column.isRepeatable() && !priced) {
            taken.put(column, position);
        }
        String currency = priced && parts.currency() != null ? parts.currency().code(choices.currency()) : null;
        return ColumnReading.field(header.get(position), column).in(currency, parts.unit());
    }

    private void correctByLayout() {
        boolean refersToOthers = taken.containsKey(ProductColumn.PARENT)
                || taken.containsKey(ProductColumn.KIND)
                || layout.isReferredToByOtherFiles();
        if (!refersToOthers) {
            release(ProductColumn.REFERENCE, "other records do not refer to it");
        }
        boolean hasOptions = taken.containsKey(ProductColumn.OPTION1_VALUE)
                || taken.containsKey(ProductColumn.OPTION_VALUES)
                || taken.containsKey(ProductColumn.OPTION_PAIRS);
        boolean hasGroups = taken.containsKey(ProductColumn.GROUP)
                || taken.containsKey(ProductColumn.PARENT)
                || (layout.hasVariantsBelow() && !layout.namesVariantsByOptions())
                || layout.continuesByBlankName();
        for (int i = 0; i < columns.length; i++) {
            boolean axis = columns[i] != null && columns[i].column() == ProductColumn.AXIS;
            if (axis && (hasOptions || !hasGroups)) {
                columns[i] = ColumnReading.attribute(header.get(i), null);
            }
        }
        leaveDefaultPrice();
        if (layout == Layout.EBAY) {
            HeaderMeaning.currencyIn(header).ifPresent(this::nameCurrency);
        }
    }

    /** The currency of prices that stands in the name of another column. */
    private void nameCurrency(String code) {
        for (int i = 0; i < columns.length; i++) {
            ProductColumn column = columns[i] == null ? null : columns[i].column();
            if (column != null && column.isPrice() && columns[i].currency() == null) {
                columns[i] = columns[i].in(code, columns[i].unit());
            }
        }
    }

    /** Shopware gives every currency a column, and the one without repeats the shop's own. */
    private void leaveDefaultPrice() {
        Integer price = taken.get(ProductColumn.PRICE);
        if (price == null || !names.get(price).whole().endsWith("gross")) {
            return;
        }
        for (HeaderName parts : names) {
            if (parts.currency() != null && parts.base().equals(names.get(price).whole())) {
                release(ProductColumn.PRICE, "each currency has a column of its own");
                return;
            }
        }
    }

    private void release(ProductColumn column, String reason) {
        Integer position = taken.get(column);
        if (position != null && columns[position].reason() == null) {
            taken.remove(column);
            columns[position] = ColumnReading.attribute(header.get(position), reason);
        }
    }

    private void suggest() {
        ColumnSuggestions suggestions = new ColumnSuggestions(layout, columns, taken.keySet());
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] == null) {
                columns[i] = suggestions.reading(header.get(i), names.get(i));
            }
        }
    }
}
