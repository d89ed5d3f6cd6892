package dev.longhaul.shop.reading.sample;

import dev.longhaul.shop.catalog.Price;
import java.util.List;

/** Layouts with a row for each currency of a variant. */
final class CurrencyLayouts {

    private CurrencyLayouts() {}

    /** A product with options has a master row before its variants; each further currency has a row, too. */
    static SampleTable spree(List<SampleProduct> products) {
        SampleTable table = new SampleTable("product_id|sku|name|slug|status|vendor_name|brand_name|description"
                + "|meta_title|meta_description|tags|price|compare_at_price|currency|weight|weight_unit"
                + "|track_inventory|inventory_count|image1_src|image2_src|image3_src|option1_name|option1_value"
                + "|option2_name|option2_value|option3_name|option3_value|category1");
        for (SampleProduct product : products) {
            if (!product.isSingle()) {
                spreeProduct(table.row(), product).put("sku", product.number());
            }
            for (SampleVariant variant : product.variants()) {
                for (Price price : variant.prices()) {
                    SampleTable.Row row = table.row();
                    if (product.isSingle() && price.equals(variant.price())) {
                        spreeProduct(row, product);
                    }
                    spreeVariant(row.put("slug", product.handle()), variant, price);
                }
            }
        }
        return table;
    }

    private static SampleTable.Row spreeProduct(SampleTable.Row row, SampleProduct product) {
        return row.put("name", product.name())
                .put("slug", product.handle())
                .put("status", product.status())
                .put("brand_name", product.vendor())
                .put("description", product.description())
                .put("meta_title", product.seoTitle())
                .put("meta_description", product.seoDescription())
                .put("tags", product.tags())
                .put("image1_src", product.image(0))
                .put("image2_src", product.image(1))
                .put("image3_src", product.image(2))
                .put("category1", product.categoryPath(" -> "));
    }

    private static void spreeVariant(SampleTable.Row row, SampleVariant variant, Price price) {
        row.put("sku", variant.sku())
                .put("price", variant.amount(price.currency()))
                .put("compare_at_price", variant.compareAt(price.currency()))
                .put("currency", price.currency())
                .put("weight", variant.grams())
                .put("weight_unit", "g")
                .put("track_inventory", "true")
                .put("inventory_count", variant.quantity());
        OptionCells.put(row, variant, "option%d_name", "option%d_value");
    }

    /** Longhaul's own: everything in each row, a row for each currency. */
    static SampleTable own(List<SampleProduct> products) {
        SampleTable table = new SampleTable("handle|title|description|vendor|product type|tags|status|category"
                + "|seo title|seo description|images|product attributes|sku|option1 name|option1 value|option2 name"
                + "|option2 value|option3 name|option3 value|barcode|quantity|weight|weight unit|length|width|height"
                + "|dimension unit|tax class|variant image|attributes|price|compare at price|cost|currency");
        for (SampleProduct product : products) {
            for (SampleVariant variant : product.variants()) {
                variant.prices().forEach(price -> own(table.row(), product, variant, price));
            }
        }
        return table;
    }

    private static void own(SampleTable.Row row, SampleProduct product, SampleVariant variant, Price price) {
        row.put("handle", product.handle())
                .put("title", product.name())
                .put("description", product.description())
                .put("vendor", product.vendor())
                .put("product type", product.type())
                .put("tags", product.tags())
                .put("status", product.status())
                .put("category", product.categoryPath(" > "))
                .put("seo title", product.seoTitle())
                .put("seo description", product.seoDescription())
                .put("images", String.join("\n", product.images()))
                .put("sku", variant.sku())
                .put("barcode", variant.barcode())
                .put("quantity", variant.quantity())
                .put("weight", variant.grams())
                .put("weight unit", "g")
                .put("variant image", variant.image())
                .put("price", variant.amount(price.currency()))
                .put("compare at price", variant.compareAt(price.currency()))
                .put("currency", price.currency());
        OptionCells.put(row, variant, "option%d name", "option%d value");
    }
}
