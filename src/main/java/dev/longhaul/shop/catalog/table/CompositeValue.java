package dev.longhaul.shop.catalog.table;

import org.jspecify.annotations.Nullable;

/** A value of several parts, some of which a record may say. The table keeps it as one text. Immutable. */
public sealed interface CompositeValue permits ImageList, Attributes {

    /** As the table keeps it and the export writes it; equal values have the same text. */
    String text();

    /** The parts as JSON shows them: a list or a map of texts. */
    Object parts();

    /**
     * What a row holds after a record said this value. The stored value itself when the record says nothing new.
     *
     * @param stored what the row held; null if it held nothing
     */
    CompositeValue mergedInto(@Nullable CompositeValue stored);
}
