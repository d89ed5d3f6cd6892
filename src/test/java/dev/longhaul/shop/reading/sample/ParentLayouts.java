package dev.longhaul.shop.reading.sample;

import static dev.longhaul.shop.reading.sample.SampleCells.guarded;
import static dev.longhaul.shop.reading.sample.SampleCells.when;
import static dev.longhaul.shop.reading.sample.SampleCells.zeroOrOne;

import dev.longhaul.shop.catalog.Option;
import java.util.List;
import java.util.stream.Collectors;

/** Layouts in which a product with variants has a record of its own, and they name it or it names them. */
final class ParentLayouts {

    private ParentLayouts() {}

    /** A variable product and its variations; what a spreadsheet would run is guarded, and line breaks are letters. */
    static SampleTable wooCommerce(List<SampleProduct> products) {
        SampleTable table = new SampleTable("ID|Type|SKU|GTIN, UPC, EAN, or ISBN|Name|Published|Is featured?"
                + "|Visibility in catalog|Short description|Description|Date sale price starts|Date sale price ends"
                + "|Tax status|Tax class|In stock?|Stock|Low stock amount|Backorders allowed?|Weight (kg)"
                + "|Length (cm)|Width (cm)|Height (cm)|Sale price|Regular price|Categories|Tags|Shipping class"
                + "|Images|Parent|Position|Brands|Attribute 1 name|Attribute 1 value(s)|Attribute 1 visible"
                + "|Attribute 1 global|Attribute 2 name|Attribute 2 value(s)|Attribute 2 visible"
                + "|Attribute 2 global|Attribute 3 name|Attribute 3 value(s)|Attribute 3 visible"
                + "|Attribute 3 global");
        int id = 0;
        for (SampleProduct product : products) {
            SampleTable.Row row = wooProduct(table.row().put("ID", ++id), product);
            if (product.isSingle()) {
                wooVariant(row, product.variants().get(0));
                continue;
            }
            for (int i = 0; i < product.optionNames().size(); i++) {
                String name = product.optionNames().get(i);
                row.put("Attribute " + (i + 1) + " name", name)
                        .put("Attribute " + (i + 1) + " value(s)", wooList(product.optionValues(name)))
                        .put("Attribute " + (i + 1) + " visible", "1")
                        .put("Attribute " + (i + 1) + " global", "1");
            }
            for (SampleVariant variant : product.variants()) {
                wooVariation(table.row().put("ID", ++id), product, variant);
            }
        }
        return table;
    }

    private static SampleTable.Row wooProduct(SampleTable.Row row, SampleProduct product) {
        return row.put("Type", product.isSingle() ? "simple" : "variable")
                .put("SKU", product.number())
                .put("Name", guarded(product.name()))
                .put("Published", product.isActive() ? "1" : "-1")
                .put("Is featured?", "0")
                .put("Visibility in catalog", "visible")
                .put("Description", guarded(wooLines(product.description())))
                .put("Tax status", "taxable")
                .put("In stock?", "1")
                .put("Backorders allowed?", "0")
                .put("Categories", product.categoryPath(" > "))
                .put("Tags", product.tags())
                .put("Images", String.join(", ", product.images()))
                .put("Position", "0")
                .put("Brands", product.vendor());
    }

    private static void wooVariation(SampleTable.Row row, SampleProduct product, SampleVariant variant) {
        String values = variant.options().stream().map(Option::value).collect(Collectors.joining(", "));
        row.put("Type", "variation")
                .put("SKU", variant.sku())
                .put("Name", guarded(product.name() + " - " + values))
                .put("Published", product.isActive() ? "1" : "-1")
                .put("Visibility in catalog", "visible")
                .put("Tax status", "taxable")
                .put("Tax class", "parent")
                .put("In stock?", "1")
                .put("Images", variant.image())
                .put("Parent", product.number());
        for (int i = 0; i < variant.options().size(); i++) {
            Option option = variant.options().get(i);
            row.put("Attribute " + (i + 1) + " name", OptionNames.asGiven(option))
                    .put("Attribute " + (i + 1) + " value(s)", wooList(List.of(option.value())))
                    .put("Attribute " + (i + 1) + " global", "1");
        }
        wooVariant(row, variant);
    }

    private static void wooVariant(SampleTable.Row row, SampleVariant variant) {
        row.put("GTIN, UPC, EAN, or ISBN", variant.barcode())
                .put("Stock", guarded(String.valueOf(variant.quantity())))
                .put("Weight (kg)", variant.kilograms())
                .put("Sale price", variant.saleAmount())
                .put("Regular price", variant.fullAmount());
    }

    private static String wooLines(String text) {
        return text.replace("\\n", "\\\\n").replace("\n", "\\n");
    }

    private static String wooList(List<String> values) {
        return values.stream().map(value -> value.replace(",", "\\,")).collect(Collectors.joining(", "));
    }

    /** A configurable product names its children and their options in one cell; each has a URL key of its own. */
    static SampleTable magento(List<SampleProduct> products) {
        SampleTable table = new SampleTable("sku|store_view_code|attribute_set_code|product_type|categories"
                + "|product_websites|name|description|short_description|weight|product_online|tax_class_name"
                + "|visibility|price|special_price|url_key|meta_title|meta_description|base_image"
                + "|additional_images|qty|is_in_stock|additional_attributes|configurable_variations");
        for (SampleProduct product : products) {
            for (SampleVariant variant : product.isSingle() ? List.<SampleVariant>of() : product.variants()) {
                magentoVariant(table.row(), variant)
                        .put("name", product.name() + "-" + variant.sku())
                        .put("url_key", product.handle() + "-" + variant.sku())
                        .put("product_online", "1")
                        .put("visibility", "Not Visible Individually")
                        .put("base_image", variant.image())
                        .put("additional_attributes", magentoOptions(variant));
            }
            SampleTable.Row row = product.isSingle()
                    ? magentoVariant(table.row(), product.variants().get(0))
                    : table.row();
            magentoProduct(row, product);
        }
        return table;
    }

    private static SampleTable.Row magentoVariant(SampleTable.Row row, SampleVariant variant) {
        return row.put("sku", variant.sku())
                .put("attribute_set_code", "Default")
                .put("product_type", "simple")
                .put("product_websites", "base")
                .put("weight", variant.kilograms())
                .put("price", variant.fullAmount())
                .put("special_price", variant.saleAmount())
                .put("qty", variant.quantity())
                .put("is_in_stock", "1");
    }

    private static void magentoProduct(SampleTable.Row row, SampleProduct product) {
        String root = "Default Category/";
        row.put("sku", product.number())
                .put("attribute_set_code", "Default")
                .put("product_type", product.isSingle() ? "simple" : "configurable")
                .put("categories", root + product.categoryPath("/"))
                .put("product_websites", "base")
                .put("name", product.name())
                .put("description", product.description())
                .put("product_online", product.isActive() ? "1" : "2")
                .put("visibility", "Catalog, Search")
                .put("url_key", product.handle())
                .put("meta_title", product.seoTitle())
                .put("meta_description", product.seoDescription())
                .put("base_image", product.image(0))
                .put("additional_images", String.join(",", product.images()))
                .put(
                        "configurable_variations",
                        when(
                                !product.isSingle(),
                                product.variants().stream()
                                        .map(variant -> "sku=" + variant.sku() + "," + magentoOptions(variant))
                                        .collect(Collectors.joining("|"))));
    }

    private static String magentoOptions(SampleVariant variant) {
        return variant.options().stream()
                .map(option -> OptionNames.lower(option) + "=" + option.value())
                .collect(Collectors.joining(","));
    }

    /** Variants name their product by its id, and leave blank what they inherit. */
    static SampleTable shopware(List<SampleProduct> products) {
        SampleTable table = new SampleTable("id|parent_id|product_number|active|stock|name|description|price_net"
                + "|price_gross|price_gross_eur|price_gross_usd|tax_rate|cover_media_url|manufacturer_name|ean"
                + "|weight|meta_title|meta_description");
        for (SampleProduct product : products) {
            SampleTable.Row row = table.row()
                    .put("id", "id" + product.number())
                    .put("product_number", product.number())
                    .put("active", zeroOrOne(product.isActive()))
                    .put("stock", "0")
                    .put("name", product.name())
                    .put("description", product.description())
                    .put("tax_rate", "19")
                    .put("manufacturer_name", product.vendor())
                    .put("meta_title", product.seoTitle())
                    .put("meta_description", product.seoDescription());
            for (SampleVariant variant : product.variants()) {
                shopwareVariant(product.isSingle() ? row : table.row(), product, variant);
            }
        }
        return table;
    }

    private static void shopwareVariant(SampleTable.Row row, SampleProduct product, SampleVariant variant) {
        row.put("id", "id" + variant.sku())
                .put("parent_id", when(!product.isSingle(), "id" + product.number()))
                .put("product_number", variant.sku())
                .put("stock", variant.quantity())
                .put("price_net", "1.00")
                .put("price_gross", variant.amount("EUR"))
                .put("price_gross_eur", variant.amount("EUR"))
                .put("price_gross_usd", variant.amount("USD"))
                .put("ean", variant.barcode())
                .put("weight", variant.kilograms());
    }

    /** A supplier's own list, in German. */
    static SampleTable plain(List<SampleProduct> products) {
        SampleTable table = new SampleTable("Artikelnummer|Vaterartikel|Bezeichnung|Beschreibung|Hersteller|Produkttyp"
                + "|Kategorie|Schlagworte|Status|Seitentitel|Meta-Beschreibung|Bilder|Farbe|Größe|Material|EAN"
                + "|Bestand|Gewicht (g)|Preis EUR|Preis USD|UVP EUR|UVP USD");
        for (SampleProduct product : products) {
            SampleTable.Row row = table.row()
                    .put("Artikelnummer", product.number())
                    .put("Bezeichnung", product.name())
                    .put("Beschreibung", product.description())
                    .put("Hersteller", product.vendor())
                    .put("Produkttyp", product.type())
                    .put("Kategorie", product.categoryPath(" > "))
                    .put("Schlagworte", product.tags())
                    .put("Status", product.isActive() ? "aktiv" : "Entwurf")
                    .put("Seitentitel", product.seoTitle())
                    .put("Meta-Beschreibung", product.seoDescription())
                    .put("Bilder", String.join("|", product.images()));
            for (SampleVariant variant : product.variants()) {
                plainVariant(product.isSingle() ? row : table.row(), product, variant);
            }
        }
        return table;
    }

    private static void plainVariant(SampleTable.Row row, SampleProduct product, SampleVariant variant) {
        variant.options().forEach(option -> row.put(OptionNames.german(option), option.value()));
        row.put("Artikelnummer", variant.sku())
                .put("Vaterartikel", when(!product.isSingle(), product.number()))
                .put("EAN", variant.barcode())
                .put("Bestand", variant.quantity())
                .put("Gewicht (g)", variant.grams())
                .put("Preis EUR", variant.amount("EUR"))
                .put("Preis USD", variant.amount("USD"))
                .put("UVP EUR", variant.compareAt("EUR"))
                .put("UVP USD", variant.compareAt("USD"));
    }
}
