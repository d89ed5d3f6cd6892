package dev.longhaul.shop.reading.sample;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.table.CompositeValue;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue as single facts under their names, so that a difference is one line. A fact that a layout does not say is
 * not there, and so must not be stored.
 */
public final class CatalogueFacts {

    private final SampleLayout layout;
    private final SortedMap<String, String> facts = new TreeMap<>();

    private CatalogueFacts(SampleLayout layout) {
        this.layout = layout;
    }

    /** What a file of the layout says. */
    static SortedMap<String, String> said(SampleLayout layout, List<SampleProduct> products) {
        CatalogueFacts said = new CatalogueFacts(layout);
        products.forEach(said::add);
        said.facts.values().removeIf(String::isEmpty);
        return said.facts;
    }

    private void add(SampleProduct product) {
        String key = layout.says(Fact.HANDLE) ? product.handle() : product.number();
        put(key, Fact.NAME, product.name());
        put(key, Fact.DESCRIPTION, product.description());
        put(key, Fact.VENDOR, product.vendor());
        put(key, Fact.TYPE, product.type());
        put(key, Fact.TAGS, product.tags());
        put(key, Fact.CATEGORY, product.categoryPath(layout.spelling().category()));
        facts.put(key + " " + Fact.STATUS, layout.says(Fact.STATUS) ? product.status() : "active");
        put(key, Fact.SEO, product.seoTitle() + " / " + product.seoDescription());
        put(key, Fact.IMAGES, String.join("\n", product.images()));
        facts.put(
                key + " " + Fact.VARIANTS,
                product.variants().stream().map(SampleVariant::sku).collect(Collectors.joining(" ")));
        product.variants().forEach(variant -> add(key + " " + variant.sku(), variant));
    }

    private void add(String key, SampleVariant variant) {
        put(key, Fact.OPTIONS, options(variant.options(), layout.spelling().optionName()));
        put(key, Fact.BARCODE, variant.barcode());
        put(key, Fact.QUANTITY, String.valueOf(variant.quantity()));
        String unit = layout.spelling().weight();
        put(key, Fact.WEIGHT, unit.equals("g") ? variant.grams() + " g" : (variant.kilograms() + " " + unit).strip());
        put(key, Fact.VARIANT_IMAGE, variant.image());
        for (Price price : variant.prices()) {
            if (price.currency().equals("EUR") || layout.says(Fact.DOLLARS)) {
                put(key + " " + price.currency(), Fact.PRICE, text(price.amount()));
                put(key + " " + price.currency(), Fact.COMPARE_AT, text(price.compareAt()));
            }
        }
    }

    private void put(String key, Fact fact, String text) {
        if (layout.says(fact)) {
            facts.put(key + " " + fact, text);
        }
    }

    /**
     * What a catalogue has. The picture of a variant is left out where the layout does not tell it from the product's.
     */
    public static SortedMap<String, String> stored(SampleLayout layout, List<Product> products) {
        CatalogueFacts stored = new CatalogueFacts(layout);
        products.forEach(stored::add);
        stored.facts.values().removeIf(String::isEmpty);
        return stored.facts;
    }

    private void add(Product product) {
        String key = product.handle();
        facts.put(key + " " + Fact.NAME, product.name());
        facts.put(key + " " + Fact.DESCRIPTION, text(product.values().value(ProductField.DESCRIPTION)));
        facts.put(key + " " + Fact.VENDOR, text(product.values().value(ProductField.VENDOR)));
        facts.put(key + " " + Fact.TYPE, text(product.values().value(ProductField.PRODUCT_TYPE)));
        facts.put(key + " " + Fact.TAGS, text(product.values().value(ProductField.TAGS)));
        facts.put(key + " " + Fact.CATEGORY, text(product.values().value(ProductField.CATEGORY)));
        facts.put(key + " " + Fact.STATUS, product.status().name().toLowerCase(Locale.ROOT));
        String title = text(product.values().value(ProductField.SEO_TITLE));
        facts.put(
                key + " " + Fact.SEO,
                title.isEmpty() ? "" : title + " / " + product.values().value(ProductField.SEO_DESCRIPTION));
        facts.put(key + " " + Fact.IMAGES, text(product.values().value(ProductField.IMAGES)));
        facts.put(
                key + " " + Fact.VARIANTS,
                product.variants().stream().map(Variant::sku).collect(Collectors.joining(" ")));
        product.variants().forEach(variant -> add(key + " " + variant.sku(), variant));
    }

    private void add(String key, Variant variant) {
        facts.put(key + " " + Fact.OPTIONS, options(variant.options().present(), option -> "" + option.name()));
        facts.put(key + " " + Fact.BARCODE, text(variant.values().value(VariantField.BARCODE)));
        facts.put(key + " " + Fact.QUANTITY, text(variant.values().value(VariantField.QUANTITY)));
        String unit = text(variant.values().value(VariantField.WEIGHT_UNIT));
        facts.put(key + " " + Fact.WEIGHT, (text(variant.values().value(VariantField.WEIGHT)) + " " + unit).strip());
        put(key, Fact.VARIANT_IMAGE, text(variant.values().value(VariantField.IMAGE)));
        for (Price price : variant.prices()) {
            facts.put(key + " " + price.currency() + " " + Fact.PRICE, text(price.amount()));
            facts.put(key + " " + price.currency() + " " + Fact.COMPARE_AT, text(price.compareAt()));
        }
    }

    private static String options(List<Option> options, Function<Option, String> name) {
        return options.stream()
                .map(option -> name.apply(option) + "=" + option.value())
                .collect(Collectors.joining("; "));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof CompositeValue composite) {
            return composite.text();
        }
        return value == null ? "" : value.toString();
    }
}
