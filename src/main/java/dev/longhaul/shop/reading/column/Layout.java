package dev.longhaul.shop.reading.column;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose export a file is, recognised by column names that no other shop uses together. Decides what its records mean.
 */
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
    PRESTASHOP_COMBINATIONS("attribute (name:type:position)", "value (value:position)"),
    ODOO("default code", "list price"),
    BIGCOMMERCE("item type", "product code/sku"),
    BIGCOMMERCE_3("item", "options", "is visible"),
    EBAY("start price", "relationship details"),
    WIX("handle id", "field type"),
    ECWID("product internal id", "product sku"),
    SQUARE("token", "item name", "variation name"),
    SQUARESPACE("product url", "hosted image urls"),
    LIGHTSPEED("internal id", "article code", "stock level"),
    LIGHTSPEED_X("handle", "supply price", "retail price"),
    SALEOR("id", "variant id", "variant sku", "product type"),
    SHOPWARE_5("ordernumber", "mainnumber"),
    OPENCART("model", "image name", "tax class id"),
    PLENTYMARKETS("item id", "variation id", "variation number"),
    XT_COMMERCE("xtsol", "p_model"),
    AMAZON("seller sku", "parentage"),
    AMAZON_NAMES("item sku", "parent child"),
    /** None of them: a price list, a stock list, or a supplier's own table. */
    PLAIN;

    /** Normalised, in one text: an enum holds nothing mutable. */
    private final String telling;

    Layout(String... telling) {
        this.telling = Stream.of(telling).map(HeaderName::normalised).collect(Collectors.joining(" "));
    }

    public static Layout of(Collection<String> header) {
        Set<String> names = header.stream()
                .map(HeaderName::of)
                .flatMap(name -> Stream.of(name.whole(), name.base()))
                .collect(Collectors.toCollection(HashSet::new));
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
            case AMAZON_NAMES -> AMAZON;
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

    /** Whether a record of this kind is a variant of the product above it, which it does not name. */
    public boolean isVariantBelow(String kind) {
        return kind.equalsIgnoreCase(kindOfVariantsBelow());
    }

    /** Whether records may be variants of the product above them. */
    public boolean hasVariantsBelow() {
        return kindOfVariantsBelow() != null;
    }

    private @Nullable String kindOfVariantsBelow() {
        return switch (this) {
            case BIGCOMMERCE -> "SKU";
            case BIGCOMMERCE_3 -> "Variant";
            case EBAY -> "Variation";
            case WIX -> "Variant";
            case ECWID -> "product_variation";
            default -> null;
        };
    }

    /** Whether records of this kind can be read: as a product, as one of its variants, or as what it offers. */
    public boolean readsKind(String kind) {
        List<String> kinds =
                switch (this) {
                    case AMAZON -> List.of("", "parent", "child");
                    case BIGCOMMERCE -> List.of("product", "sku");
                    case BIGCOMMERCE_3 -> List.of("product", "variant");
                    case EBAY -> List.of("", "variation");
                    case ECWID -> List.of("product", "product_variation", "product_option");
                    case WIX -> List.of("product", "variant");
                    default -> List.of();
                };
        return kinds.isEmpty() || kinds.contains(kind.toLowerCase(Locale.ROOT));
    }

    /** Whether a record of this kind only says what a customer can choose, such as a gift box. */
    public boolean isChoice(String kind) {
        return this == ECWID && kind.equalsIgnoreCase("product_option");
    }

    /** Whether records of another file name the product by the number that this one gives it. */
    boolean isReferredToByOtherFiles() {
        return this == PRESTASHOP;
    }

    /** Whether the column of the parent has the number that the product's own file gives it. */
    public boolean parentIsNumber() {
        return this == PRESTASHOP_COMBINATIONS;
    }

    /** Whether the records of one product have nothing in common but its name. */
    public boolean groupsByName() {
        return this == SQUARE;
    }

    /** Whether a variant's name holds its options, as in {@code [S]Size=M,[RB]Color=Red}. */
    public boolean namesVariantsByOptions() {
        return this == BIGCOMMERCE;
    }

    /**
     * Whether each option in one cell has its kind, its name and its value: {@code Type=Swatch|Name=Color|Value=Red}.
     */
    public boolean spellsOptionsOut() {
        return this == BIGCOMMERCE_3;
    }

    /** Whether a variant without a price costs what its product costs. */
    public boolean inheritsPrices() {
        return this == BIGCOMMERCE_3 || this == ECWID || this == WIX;
    }

    /** What the first option of a variant is called if the file does not name it; null if that is not known. */
    @Nullable
    public String nameOfUnnamedOption() {
        return this == SQUARE ? "Variation" : null;
    }

    /** The column with the value of that option if the columns of options are blank; null if there is none. */
    @Nullable
    public String columnOfUnnamedOption() {
        return this == SQUARE ? "Variation Name" : null;
    }

    /** The value of that option in a product without options; null if it has none. */
    @Nullable
    public String valueOfNoOption() {
        return this == SQUARE ? "Regular" : null;
    }

    /** What separates the options in one cell. */
    public String optionSeparator() {
        return this == PRESTASHOP_COMBINATIONS ? "," : "|";
    }

    /** An option's name or value as its cell has it, without how it is shown and where. */
    public String optionText(String cell) {
        return this == PRESTASHOP_COMBINATIONS ? cell.replaceFirst("(:\\w{1,20})?:\\d{1,9}$", "") : cell;
    }

    /** The name of the option that a column holds. */
    public String optionName(String column) {
        return switch (this) {
            case AMAZON -> column.replaceFirst("_name$", "");
            case SALEOR -> column.replaceFirst("(?i) ?\\(variant attribute\\)$", "");
            case ECWID -> column.replaceFirst("(?i)^product_variation_option_", "");
            default -> column;
        };
    }

    /** Whether a column named id is the variant's own key. */
    boolean idIsSku() {
        return this == GOOGLE;
    }

    /** What a cell holds to remove a value; null if the layout has no such word. */
    @Nullable
    public String noneValue() {
        return switch (this) {
            case MAGENTO -> "__EMPTY__VALUE__";
            case ODOO -> "False";
            default -> null;
        };
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
