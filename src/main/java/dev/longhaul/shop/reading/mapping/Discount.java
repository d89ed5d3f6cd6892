package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.reading.cell.AmountText;
import dev.longhaul.shop.reading.cell.CellFaultException;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By how much a price is lowered.
 *
 * @param value an amount or, if {@code percent}, so many hundredths of the price
 */
record Discount(BigDecimal value, boolean percent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Null if the record has none or says it in a way that is not understood; the latter is a warning. */
    static @Nullable Discount read(RecordCells cells) {
        BigDecimal amount = cells.parsed(ProductColumn.DISCOUNT, Discount::number);
        BigDecimal percent = cells.parsed(ProductColumn.DISCOUNT_PERCENT, Discount::number);
        String mode = cells.raw(ProductColumn.DISCOUNT_MODE).toLowerCase(Locale.ROOT);
        boolean inPercent = mode.startsWith("percent");
        Discount discount = amount != null && amount.signum() != 0
                ? new Discount(amount, inPercent)
                : percent == null || percent.signum() == 0 ? null : new Discount(percent, true);
        if (discount == null) {
            return null;
        }
        boolean understood = inPercent || mode.isEmpty() || mode.equals("amount");
        if (!understood || (discount.percent() && discount.value().compareTo(HUNDRED) > 0)) {
            cells.warn(
                    cells.mapping().column(understood ? ProductColumn.DISCOUNT : ProductColumn.DISCOUNT_MODE),
                    understood ? discount.value().toPlainString() : cells.raw(ProductColumn.DISCOUNT_MODE),
                    "discount-unreadable");
            return null;
        }
        return discount;
    }

    private static BigDecimal number(String text, DecimalMark mark) throws CellFaultException {
        String digits =
                text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
        return AmountText.parse(digits, mark).value();
    }

    /** The lowered price, rounded as the currency is; never below zero. */
    BigDecimal applyTo(BigDecimal price, String currency) {
        BigDecimal lowered = percent ? price.multiply(HUNDRED.subtract(value)).movePointLeft(2) : price.subtract(value);
        int decimals = Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        return lowered.max(BigDecimal.ZERO).setScale(decimals, RoundingMode.HALF_UP);
    }
}
