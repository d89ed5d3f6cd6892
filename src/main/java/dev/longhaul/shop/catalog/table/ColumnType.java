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
    /** Money, a {@link BigDecimal}. */
    AMOUNT(Types.NUMERIC, "numeric", BigDecimal.class);

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

    @Nullable
    Object read(ResultSet results, int position) throws SQLException {
        return switch (this) {
            case TEXT, LINE -> results.getString(position);
            case AMOUNT -> results.getBigDecimal(position);
            case NUMBER -> {
                long number = results.getLong(position);
                yield results.wasNull() ? null : number;
            }
        };
    }
}
