package dev.longhaul.shop.reading.mapping;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a product costs before its variants add to it and a discount lowers it.
 *
 * @param amounts by their currency
 * @param discount null if there is none
 */
record BasePrice(Map<String, BigDecimal> amounts, @Nullable Discount discount) {

    BasePrice {
        amounts = Map.copyOf(amounts);
    }
}
