package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.reading.cell.AmountText;
import dev.longhaul.shop.reading.cell.AmountText.Amount;
import dev.longhaul.shop.reading.cell.CellFaultException;
import dev.longhaul.shop.reading.cell.CurrencySign;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one record. A currency in the cell takes precedence over one in the column's name, then come the
 * currency column and the import's currency.
 */
final class PriceCells {

    private static final ProductColumn[] AMOUNTS = {
        ProductColumn.PRICE, ProductColumn.SALE_PRICE, ProductColumn.COMPARE_AT_PRICE, ProductColumn.COST
    };

    private final RecordCells cells;
    private final String defaultCurrency;
    private final Instant now;
    private final Map<String, Map<ProductColumn, BigDecimal>> byCurrency = new LinkedHashMap<>();
    private @Nullable String named;
    private @Nullable Discount discount;

    /** @param now decides whether a sale price is paid */
    PriceCells(RecordCells cells, String defaultCurrency, Instant now) {
        this.cells = cells;
        this.defaultCurrency = defaultCurrency;
        this.now = now;
    }

    /**
     * Reads the prices.
     *
     * @param product what the record's product costs, if the record is one of its variants; null if that is not known
     */
    List<Price> read(@Nullable BasePrice product) {
        named = namedCurrency();
        for (ProductColumn field : AMOUNTS) {
            ColumnReading column = cells.mapping().column(field);
            if (column != null) {
                put(field, column, cells.parsed(field, (text, mark) -> amount(column, text)));
            }
            if (cells.clears(field)) {
                put(field, byDefault(), Price.NO_AMOUNT);
            }
        }
        readMarkets();
        for (int position : cells.mapping().prices()) {
            ColumnReading column = cells.mapping().column(position);
            ProductColumn field = column.column();
            if (field != null) {
                put(field, column, cells.parsed(position, (text, mark) -> amount(column, text)));
            }
        }
        addSurcharge(product);
        lower(product);
        boolean onSale =
                byCurrency.values().stream().anyMatch(amounts -> amounts.containsKey(ProductColumn.SALE_PRICE));
        if (onSale && !SalePeriod.isNow(cells, now)) {
            byCurrency.values().forEach(amounts -> amounts.remove(ProductColumn.SALE_PRICE));
        }
        return byCurrency.entrySet().stream()
                .map(entry -> price(
                        entry.getKey(),
                        entry.getValue(),
                        !cells.raw(ProductColumn.SKU).isEmpty()))
                .filter(price -> price.amount() != null || price.compareAt() != null || price.cost() != null)
                .toList();
    }

    /** What the record's own product costs, for its variants. */
    BasePrice base() {
        return new BasePrice(amounts(ProductColumn.PRICE), amounts(ProductColumn.SALE_PRICE), discount);
    }

    private Map<String, BigDecimal> amounts(ProductColumn field) {
        Map<String, BigDecimal> found = new LinkedHashMap<>();
        byCurrency.forEach((currency, amounts) -> {
            BigDecimal amount = known(amounts.get(field));
            if (amount != null) {
                found.put(currency, amount);
            }
        });
        return found;
    }

    private void addSurcharge(@Nullable BasePrice product) {
        ColumnReading column = cells.mapping().column(ProductColumn.SURCHARGE);
        if (!amounts(ProductColumn.PRICE).isEmpty()) {
            return;
        }
        if (column == null) {
            inherit(product);
            return;
        }
        Amount surcharge = cells.parsed(ProductColumn.SURCHARGE, AmountText::parseDifference);
        if (product == null || product.amounts().isEmpty()) {
            if (surcharge != null) {
                cells.warn(column, cells.raw(ProductColumn.SURCHARGE), "surcharge-without-price");
            }
            return;
        }
        BigDecimal more = surcharge == null ? BigDecimal.ZERO : surcharge.value();
        String currency = surcharge == null ? byDefault() : currency(column, surcharge.currency());
        boolean single = product.amounts().size() == 1;
        product.amounts().forEach((code, price) -> {
            boolean added = single || code.equals(currency);
            put(ProductColumn.PRICE, code, added ? price.add(more) : price);
        });
    }

    private void inherit(@Nullable BasePrice product) {
        if (product != null && cells.mapping().layout().inheritsPrices()) {
            product.amounts().forEach((currency, price) -> put(ProductColumn.PRICE, currency, price));
            product.sales().forEach((currency, price) -> put(ProductColumn.SALE_PRICE, currency, price));
        }
    }

    /** A discount is a sale price that the file leaves to be computed. */
    private void lower(@Nullable BasePrice product) {
        discount = Discount.read(cells);
        Discount applied = discount != null ? discount : product == null ? null : product.discount();
        if (applied != null) {
            byCurrency.forEach((currency, amounts) -> {
                BigDecimal price = known(amounts.get(ProductColumn.PRICE));
                if (price != null) {
                    amounts.putIfAbsent(ProductColumn.SALE_PRICE, applied.applyTo(price, currency));
                }
            });
        }
    }

    private void readMarkets() {
        ColumnReading column = cells.mapping().column(ProductColumn.PRICES);
        MarketPrices markets = cells.parsed(ProductColumn.PRICES, (text, mark) -> MarketPrices.parse(text));
        if (markets == null) {
            return;
        }
        for (Price price : markets.prices()) {
            BigDecimal before = price.compareAt();
            put(ProductColumn.PRICE, price.currency(), Objects.requireNonNull(price.amount()));
            if (before != null) {
                put(ProductColumn.COMPARE_AT_PRICE, price.currency(), before);
            }
        }
        if (!markets.others().isEmpty()) {
            cells.warn(column, String.join(";", markets.others()), "prices-left-aside");
        }
    }

    private @Nullable Amount amount(ColumnReading column, String text) throws CellFaultException {
        if (AmountText.saysNoPrice(text)) {
            cells.warn(column, text, "no-price");
            return null;
        }
        return AmountText.parse(text, column.decimalMark());
    }

    private void put(ProductColumn field, ColumnReading column, @Nullable Amount amount) {
        if (amount != null) {
            put(field, currency(column, amount.currency()), amount.value());
        }
    }

    private void put(ProductColumn field, String currency, BigDecimal amount) {
        Map<ProductColumn, BigDecimal> amounts = byCurrency.computeIfAbsent(currency, first -> new LinkedHashMap<>());
        // a column for one currency takes precedence over the column without
        amounts.put(field, amount);
    }

    private String currency(ColumnReading column, @Nullable CurrencySign inCell) {
        String expected = column.currency() == null ? byDefault() : column.currency();
        if (inCell == null) {
            return expected;
        }
        String code = inCell.code(expected);
        if (!inCell.isClear() && !code.equals(expected)) {
            cells.warn(column, null, "currency-assumed", String.join(", ", inCell.codes()), code);
        }
        return code;
    }

    private String byDefault() {
        return named == null ? defaultCurrency : named;
    }

    private @Nullable String namedCurrency() {
        return cells.parsed(ProductColumn.CURRENCY, (text, mark) -> {
            CurrencySign currency = CurrencySign.find(text);
            if (currency == null) {
                throw new CellFaultException("currency-unknown");
            }
            return currency.code(defaultCurrency);
        });
    }

    /** What is paid now, and the earlier price if that is higher. */
    private static Price price(String currency, Map<ProductColumn, BigDecimal> amounts, boolean namesVariant) {
        BigDecimal price = known(amounts.get(ProductColumn.PRICE));
        BigDecimal sale = known(amounts.get(ProductColumn.SALE_PRICE));
        BigDecimal compareAt = amounts.get(ProductColumn.COMPARE_AT_PRICE);
        BigDecimal paid = price;
        boolean onSale = sale != null && sale.signum() > 0 && (price == null || sale.compareTo(price) < 0);
        if (onSale) {
            paid = sale;
            compareAt = known(compareAt) == null ? price : compareAt;
        }
        // programs write zero if it never cost more
        if (compareAt != null && compareAt.signum() == 0) {
            compareAt = Price.NO_AMOUNT;
        }
        boolean saysNothing = !namesVariant && paid == null && Price.isNoAmount(compareAt);
        return new Price(currency, paid, saysNothing ? null : compareAt, amounts.get(ProductColumn.COST));
    }

    private static @Nullable BigDecimal known(@Nullable BigDecimal amount) {
        return Price.isNoAmount(amount) ? null : amount;
    }
}
