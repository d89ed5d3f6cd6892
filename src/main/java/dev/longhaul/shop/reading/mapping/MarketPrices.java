package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.reading.cell.CellFaultException;
import dev.longhaul.shop.reading.cell.CurrencySign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All prices of a variant in one cell, as commercetools writes them: {@code DE-EUR 999|799;CH-EUR 1099}. The amounts
 * are in the smallest units of their currencies; what is paid now comes after the bar. Prices for a group of customers,
 * a channel or a time are other prices (commercetools/sphere-node-product-csv-sync: {@code mapping.coffee}).
 *
 * @param prices the first one that applies to all customers, for each currency
 * @param others what is ignored: further countries, groups, channels, times
 */
record MarketPrices(List<Price> prices, List<String> others) {

    private static final Pattern ENTRY =
            Pattern.compile("(?:[A-Z]{2}-)?([A-Z]{3}) (\\d{1,15})(?:\\|(\\d{1,15}))?( [^#$]+)?(#[^$]+)?(\\$.+)?");

    static MarketPrices parse(String cell) throws CellFaultException {
        Map<String, Price> prices = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String entry : cell.split(";", -1)) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches() || !CurrencySign.isCode(parts.group(1))) {
                throw new CellFaultException("prices-unreadable");
            }
            boolean limited = parts.group(4) != null || parts.group(5) != null || parts.group(6) != null;
            Price price = price(parts.group(1), parts.group(2), parts.group(3));
            Price before = limited ? null : prices.putIfAbsent(price.currency(), price);
            if (limited || (before != null && !before.equals(price))) {
                others.add(entry.strip());
            }
        }
        return new MarketPrices(List.copyOf(prices.values()), others);
    }

    private static Price price(String currency, String full, @Nullable String discounted) {
        int decimals = Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        BigDecimal price = new BigDecimal(full).movePointLeft(decimals);
        return discounted == null
                ? new Price(currency, price, null)
                : new Price(currency, new BigDecimal(discounted).movePointLeft(decimals), price);
    }
}
