package dev.longhaul.shop.reading.sample;

import static dev.longhaul.shop.reading.sample.SampleCells.when;
import static dev.longhaul.shop.reading.sample.SampleCells.zeroOrOne;
import static dev.longhaul.shop.reading.sample.SampleTable.escaped;

import java.util.ArrayList;
import java.util.List;

/** Layouts in which each record is something to be sold. */
final class FlatLayouts {

    private FlatLayouts() {}

    /** Variants are in another file of PrestaShop, so these are products without. */
    static SampleTable prestaShop(List<SampleProduct> products) {
        SampleTable table = new SampleTable("Product ID|Active (0/1)|Name *|Categories (x,y,z...)|Price tax included"
                + "|On sale (0/1)|Reference #|Manufacturer|EAN13|Weight|Quantity|Description|Tags (x,y,z...)"
                + "|Meta title|Meta description|URL rewritten|Image URLs (x,y,z...)");
        int id = 0;
        for (SampleProduct product : products) {
            SampleVariant variant = product.variants().get(0);
            table.row()
                    .put("Product ID", ++id)
                    .put("Active (0/1)", zeroOrOne(product.isActive()))
                    .put("Name *", product.name())
                    .put("Categories (x,y,z...)", product.categoryPath("/"))
                    .put("Price tax included", variant.amount("EUR"))
                    .put("On sale (0/1)", "0")
                    .put("Reference #", product.number())
                    .put("Manufacturer", product.vendor())
                    .put("EAN13", variant.barcode())
                    .put("Weight", variant.kilograms())
                    .put("Quantity", variant.quantity())
                    .put("Description", product.description())
                    .put("Tags (x,y,z...)", product.tags())
                    .put("Meta title", product.seoTitle())
                    .put("Meta description", product.seoDescription())
                    .put("URL rewritten", product.handle())
                    .put("Image URLs (x,y,z...)", String.join(",", product.images()));
        }
        return table;
    }

    private static String links(List<SampleProduct> products) {
        int most = products.stream()
                .mapToInt(product -> product.variants().size())
                .max()
                .orElse(0);
        StringBuilder names = new StringBuilder();
        for (int i = 1; i <= most; i++) {
            names.append("|variantLinks.")
                    .append(i)
                    .append(".product.sku|variantLinks.")
                    .append(i)
                    .append(".visible");
        }
        return names.toString();
    }

    /** A configurable product names its variants, which come before it, and the columns by which they differ. */
    static SampleTable oroCommerce(List<SampleProduct> products) {
        SampleTable table = new SampleTable("attributeFamily.code|type|sku|status|inventory_status.id"
                + "|primaryUnitPrecision.unit.code|names.default.value|descriptions.default.value"
                + "|slugPrototypes.default.value|category.default.title|Color.name|Size.name|Material.name"
                + "|variantFields" + links(products));
        for (SampleProduct product : products) {
            for (SampleVariant variant : product.isSingle() ? List.<SampleVariant>of() : product.variants()) {
                SampleTable.Row row = table.row()
                        .put("type", "simple")
                        .put("sku", variant.sku())
                        .put("status", product.isActive() ? "enabled" : "disabled")
                        .put("names.default.value", product.name() + " " + variant.sku());
                variant.options().forEach(option -> row.put(OptionNames.asGiven(option) + ".name", option.value()));
            }
            SampleTable.Row row = table.row();
            for (int i = 0; i < product.variants().size() && !product.isSingle(); i++) {
                row.put(
                                "variantLinks." + (i + 1) + ".product.sku",
                                product.variants().get(i).sku())
                        .put("variantLinks." + (i + 1) + ".visible", "1");
            }
            row.put("attributeFamily.code", "default_family")
                    .put("type", product.isSingle() ? "simple" : "configurable")
                    .put("variantFields", String.join(",", product.optionNames()))
                    .put("sku", product.number())
                    .put("status", product.isActive() ? "enabled" : "disabled")
                    .put("inventory_status.id", "in_stock")
                    .put("primaryUnitPrecision.unit.code", "item")
                    .put("names.default.value", product.name())
                    .put("descriptions.default.value", product.description())
                    .put("slugPrototypes.default.value", product.handle());
        }
        return table;
    }

    /** Items that share a group are the variants of one product. */
    static SampleTable google(List<SampleProduct> products) {
        SampleTable table = new SampleTable("id|item_group_id|title|description|link|image_link"
                + "|additional_image_link|availability|price|sale_price|brand|gtin|condition|product_type"
                + "|google_product_category|color|size|material|shipping_weight");
        for (SampleProduct product : products) {
            for (SampleVariant variant : product.variants()) {
                SampleTable.Row row = table.row()
                        .put("id", variant.sku())
                        .put("item_group_id", when(!product.isSingle(), product.number()))
                        .put("title", product.name())
                        .put("description", product.description())
                        .put("link", "https://shop.example/" + product.handle())
                        .put("image_link", product.image(0))
                        .put("additional_image_link", String.join(",", furtherImages(product)))
                        .put("availability", "in_stock")
                        .put("price", euros(variant.fullAmount()))
                        .put("sale_price", euros(variant.saleAmount()))
                        .put("brand", product.vendor())
                        .put("gtin", variant.barcode())
                        .put("condition", "new")
                        .put("product_type", product.type())
                        .put("google_product_category", product.categoryPath(" > "))
                        .put("shipping_weight", variant.grams() + " g");
                variant.options().forEach(option -> row.put(OptionNames.lower(option), option.value()));
            }
        }
        return table;
    }

    static String googleFeed(List<SampleProduct> products) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\""
                + " xmlns:g=\"http://base.google.com/ns/1.0\"><channel><title>Shop</title>\n");
        for (SampleProduct product : products) {
            for (SampleVariant variant : product.variants()) {
                xml.append("<item>").append(item(product, variant)).append("</item>\n");
            }
        }
        return xml.append("</channel></rss>\n").toString();
    }

    private static String item(SampleProduct product, SampleVariant variant) {
        List<String> elements = new ArrayList<>(List.of(
                element("g:id", variant.sku()),
                element("g:item_group_id", when(!product.isSingle(), product.number())),
                element("title", product.name()),
                "<description><![CDATA[" + product.description() + "]]></description>",
                element("g:image_link", product.image(0))));
        furtherImages(product).forEach(image -> elements.add(element("g:additional_image_link", image)));
        elements.addAll(List.of(
                element("g:availability", "in_stock"),
                element("g:price", euros(variant.fullAmount())),
                element("g:sale_price", euros(variant.saleAmount())),
                element("g:brand", product.vendor()),
                element("g:gtin", variant.barcode()),
                element("g:product_type", product.type()),
                element("g:google_product_category", product.categoryPath(" > ")),
                element("g:shipping_weight", variant.grams() + " g"),
                "<g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>"));
        variant.options().forEach(option -> elements.add(element("g:" + OptionNames.lower(option), option.value())));
        return String.join("", elements);
    }

    private static String element(String name, String text) {
        return text.isEmpty() ? "" : "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    private static List<String> furtherImages(SampleProduct product) {
        return product.images().size() < 2
                ? List.of()
                : product.images().subList(1, product.images().size());
    }

    private static String euros(String amount) {
        return amount.isEmpty() ? "" : amount + " EUR";
    }
}
