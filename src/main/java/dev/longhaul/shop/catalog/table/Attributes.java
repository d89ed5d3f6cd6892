package dev.longhaul.shop.catalog.table;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a source says beyond the columns of the catalogue: texts by their names. A record adds its attributes to the
 * stored ones, and of two values under one name the record's stays.
 *
 * <p>The text is a JSON object whose names are sorted. A stored text is not parsed before something asks for the parts:
 * most records that are imported again say exactly what is stored. Safe for any number of threads.
 */
public final class Attributes implements CompositeValue {

    private @Nullable String text;
    private @Nullable SortedMap<String, String> byName;

    private Attributes(@Nullable String text, @Nullable SortedMap<String, String> byName) {
        this.text = text;
        this.byName = byName;
    }

    /**
     * The attributes by their names.
     *
     * @throws IllegalArgumentException without an attribute, and for a blank name
     */
    public static Attributes of(Map<String, String> byName) {
        SortedMap<String, String> sorted = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException(
                    "attributes are one or more; clear the column to say that there is none");
        }
        for (String name : sorted.keySet()) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("the name of an attribute must not be blank");
            }
        }
        return new Attributes(null, sorted);
    }

    /**
     * The attributes of a JSON object, such as an export's cell. Numbers, {@code true} and {@code false} are taken as
     * their texts.
     *
     * @throws IllegalArgumentException with a sentence for the author when it is anything else: not JSON, empty, with a
     *     name twice, with {@code null} or something nested
     */
    public static Attributes parse(String json) {
        return of(AttributeJson.parse(json));
    }

    /** The attributes of a {@link #text}, which is not checked now. */
    static Attributes ofText(String text) {
        return new Attributes(text, null);
    }

    /** Sorted by name. */
    public SortedMap<String, String> byName() {
        SortedMap<String, String> parsed = byName;
        if (parsed == null) {
            parsed = Collections.unmodifiableSortedMap(AttributeJson.parse(text()));
            byName = parsed;
        }
        return parsed;
    }

    @Override
    public String text() {
        String written = text;
        if (written == null) {
            written = AttributeJson.write(byName());
            text = written;
        }
        return written;
    }

    @Override
    public Object parts() {
        return byName();
    }

    @Override
    public Attributes mergedInto(@Nullable CompositeValue stored) {
        if (!(stored instanceof Attributes attributes)) {
            return this;
        }
        if (equals(attributes)) {
            return attributes;
        }
        SortedMap<String, String> all = new TreeMap<>(attributes.byName());
        all.putAll(byName());
        return all.equals(attributes.byName()) ? attributes : of(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
