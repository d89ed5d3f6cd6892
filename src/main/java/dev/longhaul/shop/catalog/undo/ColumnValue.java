package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.Column;
import org.jspecify.annotations.Nullable;

/**
 * What a column held.
 *
 * @param value as JDBC takes it: a text, a {@link Long}, a {@link java.math.BigDecimal}, or null
 */
public record ColumnValue(Column column, @Nullable Object value) {}
