package dev.longhaul.shop.reading.sample;

import static dev.longhaul.shop.reading.sample.Fact.BARCODE;
import static dev.longhaul.shop.reading.sample.Fact.CATEGORY;
import static dev.longhaul.shop.reading.sample.Fact.COMPARE_AT;
import static dev.longhaul.shop.reading.sample.Fact.DESCRIPTION;
import static dev.longhaul.shop.reading.sample.Fact.DOLLARS;
import static dev.longhaul.shop.reading.sample.Fact.HANDLE;
import static dev.longhaul.shop.reading.sample.Fact.IMAGES;
import static dev.longhaul.shop.reading.sample.Fact.NAME;
import static dev.longhaul.shop.reading.sample.Fact.OPTIONS;
import static dev.longhaul.shop.reading.sample.Fact.PRICE;
import static dev.longhaul.shop.reading.sample.Fact.QUANTITY;
import static dev.longhaul.shop.reading.sample.Fact.SEO;
import static dev.longhaul.shop.reading.sample.Fact.STATUS;
import static dev.longhaul.shop.reading.sample.Fact.TAGS;
import static dev.longhaul.shop.reading.sample.Fact.TYPE;
import static dev.longhaul.shop.reading.sample.Fact.VARIANTS;
import static dev.longhaul.shop.reading.sample.Fact.VARIANT_IMAGE;
import static dev.longhaul.shop.reading.sample.Fact.VENDOR;
import static dev.longhaul.shop.reading.sample.Fact.WEIGHT;

import dev.longhaul.shop.catalog.Option;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The layouts, and what each of them can say. */
public final class SampleLayout {

    public static final SampleLayout SHOPIFY = new SampleLayout(
            "shopify", HandleLayouts::shopify, new Spelling(" > ", "g", OptionNames::asGiven), allBut(DOLLARS));
    /** The brand is a plain attribute of the shop. */
    public static final SampleLayout WOOCOMMERCE = new SampleLayout(
            "woocommerce",
            ParentLayouts::wooCommerce,
            new Spelling(" > ", "kg", OptionNames::asGiven),
            allBut(HANDLE, TYPE, SEO, DOLLARS));
    /** The vendor and the barcode are attributes that each shop names in its own way. */
    public static final SampleLayout MAGENTO = new SampleLayout(
            "magento",
            ParentLayouts::magento,
            new Spelling("/", "", OptionNames::lower),
            allBut(VENDOR, TYPE, TAGS, BARCODE, DOLLARS));
    /** Options, pictures and categories are ids of other files. */
    public static final SampleLayout SHOPWARE = new SampleLayout(
            "shopware",
            ParentLayouts::shopware,
            new Spelling("", "", OptionNames::asGiven),
            allBut(HANDLE, TYPE, TAGS, CATEGORY, IMAGES, VARIANT_IMAGE, OPTIONS, COMPARE_AT));

    public static final SampleLayout SPREE = new SampleLayout(
            "spree",
            CurrencyLayouts::spree,
            new Spelling(" -> ", "g", OptionNames::asGiven),
            allBut(TYPE, BARCODE, VARIANT_IMAGE));
    /** Variants are in another file. */
    public static final SampleLayout PRESTASHOP = new SampleLayout(
            "prestashop",
            FlatLayouts::prestaShop,
            new Spelling("/", "", OptionNames::asGiven),
            allBut(VARIANTS, TYPE, OPTIONS, VARIANT_IMAGE, DOLLARS, COMPARE_AT));

    public static final SampleLayout VENDURE = new SampleLayout(
            "vendure",
            HandleLayouts::vendure,
            new Spelling("", "", OptionNames::asGiven),
            only(HANDLE, VARIANTS, NAME, DESCRIPTION, IMAGES, OPTIONS, QUANTITY, VARIANT_IMAGE, PRICE));
    public static final SampleLayout MEDUSA = new SampleLayout(
            "medusa",
            HandleLayouts::medusa,
            new Spelling("", "", OptionNames::asGiven),
            only(HANDLE, VARIANTS, NAME, DESCRIPTION, STATUS, IMAGES, OPTIONS, BARCODE, PRICE, DOLLARS));
    public static final SampleLayout COMMERCETOOLS = new SampleLayout(
            "commercetools",
            HandleLayouts::commercetools,
            new Spelling(">", "", OptionNames::lower),
            allBut(VENDOR, TAGS, STATUS, BARCODE, QUANTITY, WEIGHT, VARIANT_IMAGE));
    /** Prices and pictures are in other files. */
    public static final SampleLayout OROCOMMERCE = new SampleLayout(
            "orocommerce",
            FlatLayouts::oroCommerce,
            new Spelling("", "", OptionNames::asGiven),
            only(VARIANTS, NAME, DESCRIPTION, STATUS, OPTIONS));

    public static final SampleLayout GOOGLE = new SampleLayout(
            "google",
            FlatLayouts::google,
            new Spelling(" > ", "g", OptionNames::lower),
            allBut(HANDLE, TAGS, STATUS, SEO, QUANTITY, VARIANT_IMAGE, DOLLARS));
    public static final SampleLayout PLAIN = new SampleLayout(
            "plain",
            ParentLayouts::plain,
            new Spelling(" > ", "g", OptionNames::german),
            allBut(HANDLE, VARIANT_IMAGE));
    public static final SampleLayout OWN = new SampleLayout(
            "own", CurrencyLayouts::own, new Spelling(" > ", "g", OptionNames::asGiven), EnumSet.allOf(Fact.class));

    public static final List<SampleLayout> ALL = List.of(
            SHOPIFY,
            WOOCOMMERCE,
            MAGENTO,
            SHOPWARE,
            SPREE,
            PRESTASHOP,
            VENDURE,
            MEDUSA,
            COMMERCETOOLS,
            OROCOMMERCE,
            GOOGLE,
            PLAIN,
            OWN);

    private final String name;
    private final Function<List<SampleProduct>, SampleTable> writer;
    private final Spelling spelling;
    private final Set<Fact> facts;

    /**
     * How a layout writes what all of them say.
     *
     * @param category what stands between two names of a path
     * @param weight the unit; empty for kilograms that do not name it
     * @param optionName what it calls an option
     */
    record Spelling(String category, String weight, Function<Option, String> optionName) {}

    private SampleLayout(
            String name, Function<List<SampleProduct>, SampleTable> writer, Spelling spelling, Set<Fact> facts) {
        this.name = name;
        this.writer = writer;
        this.spelling = spelling;
        this.facts = Collections.unmodifiableSet(facts);
    }

    private static Set<Fact> only(Fact first, Fact... further) {
        return EnumSet.of(first, further);
    }

    private static Set<Fact> allBut(Fact first, Fact... further) {
        return EnumSet.complementOf(EnumSet.of(first, further));
    }

    boolean says(Fact fact) {
        return facts.contains(fact);
    }

    Spelling spelling() {
        return spelling;
    }

    /** The products that it can write. */
    List<SampleProduct> of(List<SampleProduct> products) {
        return says(VARIANTS)
                ? products
                : products.stream().filter(SampleProduct::isSingle).toList();
    }

    SampleTable table(List<SampleProduct> products) {
        return writer.apply(of(products));
    }

    @Override
    public String toString() {
        return name;
    }
}
