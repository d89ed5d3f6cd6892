package dev.longhaul.shop.reading.sample;

import static dev.longhaul.shop.reading.sample.SampleCells.guarded;
import static dev.longhaul.shop.reading.sample.SampleCells.when;

import dev.longhaul.shop.catalog.Option;
import java.util.List;

/** Layouts whose rows name their product by its handle. */
final class HandleLayouts {

    private HandleLayouts() {}

    /** The first row is the product and its first variant; pictures beyond the variants have rows of their own. */
    static SampleTable shopify(List<SampleProduct> products) {
        SampleTable table = new SampleTable("Handle|Title|Body (HTML)|Vendor|Product Category|Type|Tags|Published"
                + "|Option1 Name|Option1 Value|Option2 Name|Option2 Value|Option3 Name|Option3 Value|Variant SKU"
                + "|Variant Grams|Variant Inventory Tracker|Variant Inventory Qty|Variant Inventory Policy"
                + "|Variant Price|Variant Compare At Price|Variant Barcode|Image Src|Image Position|SEO Title"
                + "|SEO Description|Variant Image|Variant Weight Unit|Status");
        for (SampleProduct product : products) {
            int count = Math.max(product.variants().size(), product.images().size());
            for (int i = 0; i < count; i++) {
                SampleTable.Row row = table.row().put("Handle", product.handle());
                if (i < product.images().size()) {
                    row.put("Image Src", product.image(i)).put("Image Position", i + 1);
                }
                if (i == 0) {
                    shopifyProduct(row, product);
                }
                if (i < product.variants().size()) {
                    shopifyVariant(row, product, product.variants().get(i));
                }
            }
        }
        return table;
    }

    private static void shopifyProduct(SampleTable.Row row, SampleProduct product) {
        row.put("Title", guarded(product.name()))
                .put("Body (HTML)", guarded(product.description()))
                .put("Vendor", product.vendor())
                .put("Product Category", product.categoryPath(" > "))
                .put("Type", product.type())
                .put("Tags", product.tags())
                .put("Published", product.isActive() ? "true" : "false")
                .put("Option1 Name", product.isSingle() ? "Title" : "")
                .put("SEO Title", product.seoTitle())
                .put("SEO Description", product.seoDescription())
                .put("Status", product.status());
        for (int i = 0; i < product.optionNames().size(); i++) {
            row.put("Option" + (i + 1) + " Name", product.optionNames().get(i));
        }
    }

    private static void shopifyVariant(SampleTable.Row row, SampleProduct product, SampleVariant variant) {
        row.put("Option1 Value", product.isSingle() ? "Default Title" : "")
                .put("Variant SKU", variant.sku())
                .put("Variant Grams", variant.grams() + ".0")
                .put("Variant Inventory Tracker", "shopify")
                .put("Variant Inventory Qty", variant.quantity())
                .put("Variant Inventory Policy", "deny")
                .put("Variant Price", variant.amount("EUR"))
                .put("Variant Compare At Price", variant.compareAt("EUR"))
                .put("Variant Barcode", "'" + variant.barcode())
                .put("Variant Image", variant.image())
                .put("Variant Weight Unit", "kg");
        OptionCells.putValues(row, variant, "Option%d Value");
    }

    /** A blank name means a further variant of the row above. */
    static SampleTable vendure(List<SampleProduct> products) {
        SampleTable table = new SampleTable("name|slug|description|assets|facets|optionGroups|optionValues|sku|price"
                + "|taxCategory|stockOnHand|trackInventory|variantAssets|variantFacets");
        for (SampleProduct product : products) {
            for (SampleVariant variant : product.variants()) {
                boolean first = variant.equals(product.variants().get(0));
                table.row()
                        .put("name", when(first, product.name()))
                        .put("slug", when(first, product.handle()))
                        .put("description", when(first, product.description()))
                        .put("assets", when(first, String.join("|", product.images())))
                        .put("optionGroups", when(first, String.join("|", product.optionNames())))
                        .put(
                                "optionValues",
                                String.join(
                                        "|",
                                        variant.options().stream()
                                                .map(Option::value)
                                                .toList()))
                        .put("sku", variant.sku())
                        .put("price", variant.amount("EUR"))
                        .put("stockOnHand", variant.quantity())
                        .put("variantAssets", variant.image());
            }
        }
        return table;
    }

    /** Each row repeats what the product is; one without options has a default one. */
    static SampleTable medusa(List<SampleProduct> products) {
        SampleTable table = new SampleTable("Product Id|Product Handle|Product Title|Product Status"
                + "|Product Description|Product Thumbnail|Product Image 1|Product Image 2|Product Image 3|Variant Id"
                + "|Variant Title|Variant Sku|Variant Barcode|Variant Allow Backorder|Variant Manage Inventory"
                + "|Variant Price EUR|Variant Price USD|Variant Option 1 Name|Variant Option 1 Value"
                + "|Variant Option 2 Name|Variant Option 2 Value|Variant Option 3 Name|Variant Option 3 Value");
        for (SampleProduct product : products) {
            for (SampleVariant variant : product.variants()) {
                SampleTable.Row row = table.row()
                        .put("Product Id", "prod_" + product.number())
                        .put("Product Handle", product.handle())
                        .put("Product Title", product.name())
                        .put("Product Status", product.isActive() ? "published" : "draft")
                        .put("Product Description", product.description())
                        .put("Product Thumbnail", product.image(0))
                        .put("Product Image 1", product.image(0))
                        .put("Product Image 2", product.image(1))
                        .put("Product Image 3", product.image(2))
                        .put("Variant Id", "variant_" + variant.sku())
                        .put("Variant Title", variant.sku())
                        .put("Variant Sku", variant.sku())
                        .put("Variant Barcode", variant.barcode())
                        .put("Variant Allow Backorder", "FALSE")
                        .put("Variant Manage Inventory", "TRUE")
                        .put("Variant Price EUR", variant.amount("EUR"))
                        .put("Variant Price USD", variant.amount("USD"))
                        .put("Variant Option 1 Name", when(product.isSingle(), "Default option"))
                        .put("Variant Option 1 Value", when(product.isSingle(), "Default option value"));
                OptionCells.put(row, variant, "Variant Option %d Name", "Variant Option %d Value");
            }
        }
        return table;
    }

    /** Prices in cents, all in one cell; the rows behind the first are further variants. */
    static SampleTable commercetools(List<SampleProduct> products) {
        SampleTable table = new SampleTable("productType|variantId|sku|prices|tax|categories|images|name.en"
                + "|description.en|slug.en|metaTitle.en|metaDescription.en|color|size|material");
        for (SampleProduct product : products) {
            for (int i = 0; i < product.variants().size(); i++) {
                SampleVariant variant = product.variants().get(i);
                SampleTable.Row row = table.row()
                        .put("variantId", i + 1)
                        .put("sku", variant.sku())
                        .put("prices", cents(variant));
                variant.options().forEach(option -> row.put(OptionNames.lower(option), option.value()));
                if (i == 0) {
                    row.put("productType", product.type())
                            .put("categories", product.categoryPath(">"))
                            .put("images", String.join(";", product.images()))
                            .put("name.en", product.name())
                            .put("description.en", product.description())
                            .put("slug.en", product.handle())
                            .put("metaTitle.en", product.seoTitle())
                            .put("metaDescription.en", product.seoDescription());
                }
            }
        }
        return table;
    }

    private static String cents(SampleVariant variant) {
        return String.join(
                ";",
                variant.prices().stream()
                        .map(price -> {
                            String paid = variant.amount(price.currency())
                                    .replace(".", "")
                                    .replaceFirst("^0+", "");
                            String before = variant.compareAt(price.currency())
                                    .replace(".", "")
                                    .replaceFirst("^0+", "");
                            return price.currency() + " " + (before.isEmpty() ? paid : before + "|" + paid);
                        })
                        .toList());
    }
}
