package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.reading.cell.CurrencySign;
import dev.longhaul.shop.reading.column.ColumnNames.Meaning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which field a column is by its name alone, and by its name in a layout. */
final class HeaderMeaning {

    /** What a product or a record is, in the languages of WooCommerce's exports. */
    private static final Set<String> TYPES = Set.of("type", "typ", "tipo");

    private static final Pattern CURRENCY = Pattern.compile("\\bCurrency=([A-Z]{3})\\b");

    private HeaderMeaning() {}

    /** The currency that any name gives for all prices: {@code Action(SiteID=US|Currency=USD)}. */
    static Optional<String> currencyIn(List<String> header) {
        return header.stream()
                .map(CURRENCY::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .filter(CurrencySign::isCode)
                .findFirst();
    }

    /** Null when the name is not known. */
    static @Nullable Meaning of(HeaderName parts, Layout layout) {
        Meaning meaning = named(parts, layout);
        boolean type = layout.typeIsKind() && TYPES.contains(parts.whole());
        boolean productType = layout.productTypeIsKind() && parts.whole().equals("producttype");
        if (meaning != null && (type || productType)) {
            return new Meaning(ProductColumn.KIND, 0);
        }
        return layout.idIsSku() && parts.whole().equals("id")
                ? new Meaning(ProductColumn.SKU, Integer.MAX_VALUE)
                : meaning;
    }

    private static @Nullable Meaning named(HeaderName parts, Layout layout) {
        Meaning whole = ColumnNames.find(parts.whole(), layout);
        if (whole != null || parts.base().equals(parts.whole())) {
            return whole == null ? numbered(parts, layout) : whole;
        }
        Meaning base = ColumnNames.find(parts.base(), layout);
        ProductColumn column = base == null ? null : base.column();
        if (column == null) {
            return isRegional(parts) ? new Meaning(ProductColumn.PRICE, 0) : null;
        }
        boolean fits = parts.currency() != null ? column.isPrice() : column.isNumber();
        return fits ? base : null;
    }

    /** Whether a region precedes the currency, as Medusa writes it: {@code Variant Price Europe [EUR]}. */
    static boolean isRegional(HeaderName parts) {
        return parts.currency() != null
                && parts.base().startsWith("variantprice")
                && ColumnNames.find(parts.base(), Layout.MEDUSA) == null;
    }

    /** {@code image 2}, {@code Image 2 Url}, {@code picture3}: pictures are counted. */
    private static @Nullable Meaning numbered(HeaderName parts, Layout layout) {
        String base = parts.whole().replaceFirst("^(\\D{2,20})\\d{1,2}(url|src|link)?$", "$1");
        Meaning meaning = base.equals(parts.whole()) ? null : ColumnNames.find(base, layout);
        return meaning != null && meaning.column() == ProductColumn.IMAGE ? meaning : null;
    }
}
