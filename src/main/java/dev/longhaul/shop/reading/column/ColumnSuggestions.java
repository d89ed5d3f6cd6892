package dev.longhaul.shop.reading.column;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What columns become that neither a person nor their names make a field: attributes, some of them with a question. */
final class ColumnSuggestions {

    private final Layout layout;
    private final Set<ProductColumn> known = EnumSet.noneOf(ProductColumn.class);

    /**
     * @param columns of the header; null where nothing is known
     * @param taken the fields that need no further column
     */
    ColumnSuggestions(Layout layout, @Nullable ColumnReading[] columns, Set<ProductColumn> taken) {
        this.layout = layout;
        known.addAll(taken);
        for (ColumnReading column : columns) {
            ProductColumn field = column == null ? null : column.column();
            if (field != null && !field.isRepeatable()) {
                known.add(field);
            }
        }
    }

    ColumnReading reading(String written, HeaderName name) {
        if (ColumnNames.isAttribute(name.whole(), layout)) {
            return ColumnReading.attribute(written, null);
        }
        ProductColumn maybe = ColumnNames.maybe(name.whole());
        if (layout == Layout.GOOGLE && maybe == ProductColumn.QUANTITY) {
            return ColumnReading.attribute(written, "feeds say here whether it can be bought, not how many");
        }
        ProductColumn near = maybe != null ? maybe : ColumnNames.nearest(name.whole());
        if (near == null || known.contains(near)) {
            return ColumnReading.attribute(written, null);
        }
        String reason = maybe != null
                ? "a column of this name can be the " + near.key() + ", or something else"
                : "the name is not known, but much like a name of " + near.key();
        return ColumnReading.unsure(written, near, reason);
    }
}
