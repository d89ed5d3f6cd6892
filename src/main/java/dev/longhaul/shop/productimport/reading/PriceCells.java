package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.productimport.cell.AmountText;
import dev.longhaul.shop.productimport.cell.AmountText.Amount;
import dev.longhaul.shop.productimport.cell.CellFaultException;
import dev.longhaul.shop.productimport.cell.CurrencySign;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one record. A currency in the cell counts more than one in the column's name, that more than the column
 * of currencies, and that more than the one of the import.
 */
final class PriceCells {

    private static final ProductColumn[] AMOUNTS = {
        ProductColumn.PRICE, ProductColumn.SALE_PRICE, ProductColumn.COMPARE_AT_PRICE, ProductColumn.COST
    };

    private final RecordCells cells;
    private final String defaultCurrency;
    private final Map<String, Map<ProductColumn, BigDecimal>> byCurrency = new LinkedHashMap<>();
    private @Nullable String named;

    PriceCells(RecordCells cells, String defaultCurrency) {
        this.cells = cells;
        this.defaultCurrency = defaultCurrency;
    }

    List<Price> read() {
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
        for (int position : cells.mapping().prices()) {
            ColumnReading column = cells.mapping().column(position);
            ProductColumn field = column.column();
            if (field != null) {
                put(field, column, cells.parsed(position, (text, mark) -> amount(column, text)));
            }
        }
        return byCurrency.entrySet().stream()
                .map(entry -> price(entry.getKey(), entry.getValue()))
                .filter(price -> price.amount() != null || price.compareAt() != null || price.cost() != null)
                .toList();
    }

    private @Nullable Amount amount(ColumnReading column, String text) throws CellFaultException {
        if (AmountText.saysNoPrice(text)) {
            cells.warn(column, text, "no-price", "this is not a price, so the record says none");
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
        // the column of one currency says more than the column without
        amounts.put(field, amount);
    }

    private String currency(ColumnReading column, @Nullable CurrencySign inCell) {
        String expected = column.currency() == null ? byDefault() : column.currency();
        if (inCell == null) {
            return expected;
        }
        String code = inCell.code(expected);
        if (!inCell.isClear() && !code.equals(expected)) {
            cells.warn(
                    column,
                    null,
                    "currency-assumed",
                    "the sign can mean " + String.join(", ", inCell.codes()) + "; it is read as " + code
                            + " unless the import names its currency");
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
                throw new CellFaultException(
                        "currency-unknown", "this is not a currency; write its three letters of ISO 4217, such as EUR");
            }
            return currency.code(defaultCurrency);
        });
    }

    /** What is paid now, and what it cost before if that is more. */
    private static Price price(String currency, Map<ProductColumn, BigDecimal> amounts) {
        BigDecimal price = known(amounts.get(ProductColumn.PRICE));
        BigDecimal sale = known(amounts.get(ProductColumn.SALE_PRICE));
        BigDecimal compareAt = amounts.get(ProductColumn.COMPARE_AT_PRICE);
        BigDecimal paid = price;
        boolean onSale = sale != null && sale.signum() > 0 && (price == null || sale.compareTo(price) < 0);
        if (onSale) {
            paid = sale;
            compareAt = known(compareAt) == null ? price : compareAt;
        }
        // zero is how programs write that it never cost more
        if (compareAt != null && compareAt.signum() == 0) {
            compareAt = Price.NO_AMOUNT;
        }
        boolean saysNothing = paid == null && Price.NO_AMOUNT.equals(compareAt);
        return new Price(currency, paid, saysNothing ? null : compareAt, amounts.get(ProductColumn.COST));
    }

    private static @Nullable BigDecimal known(@Nullable BigDecimal amount) {
        return Price.NO_AMOUNT.equals(amount) ? null : amount;
    }
}
