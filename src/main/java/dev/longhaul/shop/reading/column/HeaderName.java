package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.reading.cell.CurrencySign;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a column as people write it, taken apart: {@code Variant SKU}, {@code variant_sku} and {@code variantSku}
 * are one, {@code Price (EUR)} and {@code Preis €} name a currency, {@code Weight (kg)} a unit.
 *
 * @param whole the letters and digits of the whole name
 * @param base those before the currency or unit; the whole name if there is neither
 * @param currency null when the name has none
 * @param unit null when the name has none
 */
record HeaderName(
        String whole,
        String base,
        @Nullable CurrencySign currency,
        @Nullable String unit) {

    private static final int LONGEST = 100;

    // the currency must stand apart: pricelist is not a price in any currency
    private static final Pattern LAST_WORD =
            Pattern.compile("(.{1,80}?)[ _\\-./]*[ _\\-./(\\[]([\\p{L}\\p{Sc}]{1,4}\\.?)[)\\]]?");

    private static final Pattern SIGN_AT_END = Pattern.compile("(.{1,80}?)\\s*(\\p{L}{0,2}\\p{Sc})[)\\]]?");

    private static final Set<String> UNITS =
            Set.of("kg", "g", "mg", "lb", "lbs", "oz", "mm", "cm", "dm", "m", "in", "ft");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    static HeaderName of(String name) {
        String text = CellText.trimmed(name);
        String whole = normalised(text);
        if (text.length() > LONGEST) {
            return new HeaderName(whole, whole, null, null);
        }
        Matcher sign = SIGN_AT_END.matcher(text);
        Matcher last = sign.matches() ? sign : LAST_WORD.matcher(text);
        if (!last.matches()) {
            return new HeaderName(whole, whole, null, null);
        }
        String base = normalised(last.group(1));
        CurrencySign currency = CurrencySign.find(last.group(2));
        if (currency != null) {
            return new HeaderName(whole, base, currency, null);
        }
        String unit = last.group(2).toLowerCase(Locale.ROOT);
        return UNITS.contains(unit)
                ? new HeaderName(whole, base, null, unit)
                : new HeaderName(whole, whole, null, null);
    }

    /** The letters and digits of a name, in lower case and without accents. */
    static String normalised(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        StringBuilder letters = new StringBuilder(plain.length());
        plain.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
