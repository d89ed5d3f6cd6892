package dev.longhaul.shop.reading.column;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose export a file is, told by column names that no other shop uses together. Decides what its records mean. */
public enum Layout {
    MAGENTO("sku", "attribute set code"),
    MAGENTO_CHILDREN("sku", "configurable variations"),
    WOOCOMMERCE("type", "regular price", "published"),
    WOOCOMMERCE_PARENTS("type", "regular price", "parent"),
    WOOCOMMERCE_DE("typ", "regulärer preis", "veröffentlicht"),
    WOOCOMMERCE_FR("type", "tarif régulier", "publié"),
    WOOCOMMERCE_ES("tipo", "precio normal", "publicado"),
    WOOCOMMERCE_NL("type", "reguliere prijs", "gepubliceerd"),
    MEDUSA("product handle", "variant option 1 value"),
    MEDUSA_1("product handle", "option 1 value"),
    VENDURE("option groups", "option values"),
    COMMERCETOOLS("product type", "variant id", "prices"),
    OROCOMMERCE("sku", "names.default.value"),
    SHOPWARE("product number", "parent id"),
    SPREE("slug", "option1 name", "sku"),
    SHOPIFY("handle", "option1 value"),
    SHOPIFY_NEW("url handle", "option1 value"),
    GOOGLE("id", "title", "item group id"),
    GOOGLE_FLAT("id", "title", "availability"),
    PRESTASHOP("reference #", "active (0/1)"),
    /** None of them: a price list, a stock list, or a table of a supplier's own. */
    PLAIN;

    /** Normalised, one after the other: an enum holds nothing that can change. */
    private final String telling;

    Layout(String... telling) {
        this.telling = Stream.of(telling).map(HeaderName::normalised).collect(Collectors.joining(" "));
    }

    public static Layout of(Collection<String> header) {
        Set<String> names = header.stream().map(HeaderName::normalised).collect(Collectors.toCollection(HashSet::new));
        for (Layout layout : values()) {
            if (names.containsAll(List.of(layout.telling.split(" ", -1)))) {
                return layout.family();
            }
        }
        return PLAIN;
    }

    /** One name for the variants of a layout. */
    private Layout family() {
        return switch (this) {
            case MAGENTO_CHILDREN -> MAGENTO;
            case WOOCOMMERCE_PARENTS, WOOCOMMERCE_DE, WOOCOMMERCE_FR, WOOCOMMERCE_ES, WOOCOMMERCE_NL -> WOOCOMMERCE;
            case MEDUSA_1 -> MEDUSA;
            case SHOPIFY_NEW -> SHOPIFY;
            case GOOGLE_FLAT -> GOOGLE;
            default -> this;
        };
    }

    /** Whether a column named type says what a record is, and not what a product is. */
    public boolean typeIsKind() {
        return this == WOOCOMMERCE || this == OROCOMMERCE;
    }

    /** Whether a column named product type says what a record is. */
    boolean productTypeIsKind() {
        return this == MAGENTO;
    }

    /** Whether a column named id is the variant's own key. */
    boolean idIsSku() {
        return this == GOOGLE;
    }

    /** What a cell holds that takes a value away; null where the layout has no such word. */
    @Nullable
    public String noneValue() {
        return this == MAGENTO ? "__EMPTY__VALUE__" : null;
    }

    /** Whether a record without a name and a key is a further variant of the product above. */
    public boolean continuesByBlankName() {
        return this == COMMERCETOOLS;
    }

    /** Whether the value of an option has a backslash before its commas. */
    public boolean escapesCommas() {
        return this == WOOCOMMERCE;
    }

    /** Whether {@code \n} in a text is a line break. */
    public boolean escapesLineBreaks() {
        return this == WOOCOMMERCE;
    }
}
