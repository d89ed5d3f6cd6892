package dev.longhaul.shop.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A price in one currency. In a record a null amount says nothing; a stored price always has one.
 *
 * @param currency three letters of ISO 4217
 * @param amount at most 15 digits before the point and 4 after it
 * @param compareAt what it cost before, or elsewhere
 */
public record Price(
        String currency,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal compareAt) {}
