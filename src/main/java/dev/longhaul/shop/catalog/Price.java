package dev.longhaul.shop.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A price in one currency. In a record a null amount says nothing; a stored price always has an amount.
 *
 * @param currency three letters of ISO 4217
 * @param amount at most 15 digits before the point and 4 after it
 * @param compareAt what it cost before, or elsewhere; {@link #NO_AMOUNT} in a record that says there is none
 * @param cost what the shop itself pays; {@link #NO_AMOUNT} in a record that says there is none
 */
public record Price(
        String currency,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal compareAt,
        @Nullable BigDecimal cost) {

    /** Says in a record that a price is to have none of this kind. More decimals than any amount has. */
    public static final BigDecimal NO_AMOUNT = new BigDecimal(BigInteger.ONE.negate(), 5);

    /** @throws IllegalArgumentException when the amount itself is {@link #NO_AMOUNT}: a price cannot be without one */
    public Price {
        if (isNoAmount(amount)) {
            throw new IllegalArgumentException("a price in " + currency + " cannot be without its amount");
        }
    }

    /** Says nothing about the cost. */
    public Price(String currency, @Nullable BigDecimal amount, @Nullable BigDecimal compareAt) {
        this(currency, amount, compareAt, null);
    }

    /** True for {@link #NO_AMOUNT}; false for null, which says nothing. */
    public static boolean isNoAmount(@Nullable BigDecimal amount) {
        return amount != null && amount.compareTo(NO_AMOUNT) == 0;
    }
}
