package dev.longhaul.shop.catalog.table;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** What a column holds. */
public enum ColumnType {
    /** Text that may have several lines. */
    TEXT(Types.VARCHAR, "varchar", String.class),
    /** Text in one line, by which something is found. */
    LINE(Types.VARCHAR, "varchar", String.class),
    /** A whole number, a {@link Long}. */
    NUMBER(Types.BIGINT, "bigint", Long.class),
    /** Money or a measure, a {@link BigDecimal} with at most 15 digits before the point and 4 after it. */
    AMOUNT(Types.NUMERIC, "numeric", BigDecimal.class),
    /** Pictures in their order, an {@link ImageList}. */
    IMAGES(Types.VARCHAR, "varchar", ImageList.class),
    /** Texts by their names, an {@link Attributes}. */
    ATTRIBUTES(Types.VARCHAR, "varchar", Attributes.class);

    private final int sqlType;
    private final String sqlName;
    private final Class<?> javaType;

    ColumnType(int sqlType, String sqlName, Class<?> javaType) {
        this.sqlType = sqlType;
        this.sqlName = sqlName;
        this.javaType = javaType;
    }

    /** The constant of {@link Types}. */
    public int sqlType() {
        return sqlType;
    }

    /** The type's name in SQL, without its length. */
    public String sqlName() {
        return sqlName;
    }

    boolean accepts(Object value) {
        return javaType.isInstance(value);
    }

    /** True if a record may say a part of the value; the value is a {@link CompositeValue}. */
    public boolean isComposite() {
        return CompositeValue.class.isAssignableFrom(javaType);
    }

    /** The value as JDBC and COPY take it. */
    public Object stored(Object value) {
        return value instanceof CompositeValue composite ? composite.text() : value;
    }

    /**
     * What a row holds after a record said something: what was said, or for a composite value both together.
     *
     * @param stored what the row held; null if it held nothing
     */
    public Object merged(@Nullable Object stored, Object said) {
        return said instanceof CompositeValue composite ? composite.mergedInto((CompositeValue) stored) : said;
    }

    @Nullable
    Object read(ResultSet results, int position) throws SQLException {
        return switch (this) {
            case TEXT, LINE -> results.getString(position);
            case AMOUNT -> results.getBigDecimal(position);
            case NUMBER -> {
                long number = results.getLong(position);
                yield results.wasNull() ? null : number;
            }
            case IMAGES -> {
                String text = results.getString(position);
                yield text == null ? null : ImageList.ofText(text);
            }
            case ATTRIBUTES -> {
                String text = results.getString(position);
                yield text == null ? null : Attributes.ofText(text);
            }
        };
    }
}
