package dev.longhaul.shop.reading.cell;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A currency as a cell or a column's name writes it.
 *
 * @param codes the three letters of ISO 4217 that it can mean, the likeliest first
 */
public record CurrencySign(List<String> codes) {

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Lower-case. With several codes, only further information tells which is meant. */
    private static final Map<String, List<String>> SIGNS = Map.ofEntries(
            Map.entry("€", List.of("EUR")),
            Map.entry("euro", List.of("EUR")),
            Map.entry("£", List.of("GBP")),
            Map.entry("us$", List.of("USD")),
            Map.entry("$", List.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")),
            Map.entry("c$", List.of("CAD")),
            Map.entry("ca$", List.of("CAD")),
            Map.entry("a$", List.of("AUD")),
            Map.entry("au$", List.of("AUD")),
            Map.entry("nz$", List.of("NZD")),
            Map.entry("r$", List.of("BRL")),
            Map.entry("¥", List.of("JPY", "CNY")),
            Map.entry("￥", List.of("JPY", "CNY")),
            Map.entry("fr", List.of("CHF")),
            Map.entry("sfr", List.of("CHF")),
            Map.entry("zł", List.of("PLN")),
            Map.entry("zl", List.of("PLN")),
            Map.entry("kč", List.of("CZK")),
            Map.entry("kc", List.of("CZK")),
            Map.entry("ft", List.of("HUF")),
            Map.entry("lei", List.of("RON")),
            Map.entry("лв", List.of("BGN")),
            Map.entry("₽", List.of("RUB")),
            Map.entry("руб", List.of("RUB")),
            Map.entry("₴", List.of("UAH")),
            Map.entry("₹", List.of("INR")),
            Map.entry("₺", List.of("TRY")),
            Map.entry("₩", List.of("KRW")),
            Map.entry("kr", List.of("SEK", "NOK", "DKK", "ISK")));

    public CurrencySign {
        codes = List.copyOf(codes);
    }

    /** What a code such as {@code eur} or a sign such as {@code €} means; null when it is no currency. */
    public static @Nullable CurrencySign find(String text) {
        String sign = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String code = sign.toUpperCase(Locale.ROOT);
        if (CODES.contains(code)) {
            return new CurrencySign(List.of(code));
        }
        List<String> codes = SIGNS.get(sign.toLowerCase(Locale.ROOT));
        return codes == null ? null : new CurrencySign(codes);
    }

    /** Whether the three letters are a currency of ISO 4217. */
    public static boolean isCode(String code) {
        return CODES.contains(code);
    }

    /** Whether only one currency is written like this. */
    public boolean isClear() {
        return codes.size() == 1;
    }

    /**
     * The currency that is meant.
     *
     * @param expected the currency of the file or the shop; taken if the sign can mean it
     */
    public String code(@Nullable String expected) {
        return expected != null && codes.contains(expected) ? expected : codes.get(0);
    }
}
