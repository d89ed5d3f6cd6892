package dev.longhaul.shop.reading.mapping;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a product costs before its variants add to it and a discount lowers it.
 *
 * @param amounts by their currency
 * @param sales what is paid instead, by its currency
 * @param discount null if there is none
 */
record BasePrice(
        Map<String, BigDecimal> amounts,
        Map<String, BigDecimal> sales,
        @Nullable Discount discount) {

    BasePrice {
        amounts = Map.copyOf(amounts);
        sales = Map.copyOf(sales);
    }
}
