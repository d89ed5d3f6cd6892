package dev.longhaul.shop.productimport.web;

import static java.util.Map.entry;

import dev.longhaul.shop.productimport.ReadFile;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a file is read, in the reader's language. */
final class ReadingTexts {

    /** The shops write their names in the same way in every language. */
    private static final Map<Layout, String> SHOPS = Map.ofEntries(
            entry(Layout.MAGENTO, "Magento"),
            entry(Layout.WOOCOMMERCE, "WooCommerce"),
            entry(Layout.MEDUSA, "Medusa"),
            entry(Layout.VENDURE, "Vendure"),
            entry(Layout.COMMERCETOOLS, "commercetools"),
            entry(Layout.OROCOMMERCE, "OroCommerce"),
            entry(Layout.SHOPWARE, "Shopware"),
            entry(Layout.SPREE, "Spree"),
            entry(Layout.SHOPIFY, "Shopify"),
            entry(Layout.GOOGLE, "Google Merchant Center"),
            entry(Layout.PRESTASHOP, "PrestaShop"),
            entry(Layout.PRESTASHOP_COMBINATIONS, "PrestaShop"),
            entry(Layout.ODOO, "Odoo"),
            entry(Layout.BIGCOMMERCE, "BigCommerce"),
            entry(Layout.BIGCOMMERCE_3, "BigCommerce"),
            entry(Layout.EBAY, "eBay"),
            entry(Layout.WIX, "Wix"),
            entry(Layout.ECWID, "Ecwid"),
            entry(Layout.SQUARE, "Square"),
            entry(Layout.SQUARESPACE, "Squarespace"),
            entry(Layout.LIGHTSPEED, "Lightspeed"),
            entry(Layout.LIGHTSPEED_X, "Lightspeed X"),
            entry(Layout.SALEOR, "Saleor"),
            entry(Layout.SHOPWARE_5, "Shopware 5"),
            entry(Layout.OPENCART, "OpenCart"),
            entry(Layout.PLENTYMARKETS, "plentymarkets"),
            entry(Layout.XT_COMMERCE, "xt:Commerce"),
            entry(Layout.AMAZON, "Amazon"));

    private final PageMessages messages;

    ReadingTexts(PageMessages messages) {
        this.messages = messages;
    }

    /** What is wrong with the records whose key cannot be trusted. */
    List<String> unsafeKeys(ReadFile file) {
        return file.unsafeKeys().stream()
                .map(keys -> messages.text(
                        "unsafe." + keys.code(), keys.count(), keys.column(), keys.firstLine(), keys.example()))
                .toList();
    }

    /** One sentence: what the file is, and what is assumed. */
    String sentence(ReadFile file) {
        List<String> pieces = new ArrayList<>();
        pieces.add(messages.text(
                "reading." + file.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        if (file.encoding() != null) {
            pieces.add(messages.text(
                    file.encodingAssumed() ? "reading.encoding-assumed" : "reading.encoding", file.encoding()));
        }
        if (file.delimiter() != null) {
            pieces.add(messages.text("reading.delimiter", delimiter(file.delimiter())));
        }
        if (file.headerLine() != null) {
            pieces.add(
                    file.headerLine() == 0
                            ? messages.text("reading.no-header")
                            : messages.text("reading.header", file.headerLine()));
        }
        String shop = SHOPS.get(file.layout());
        if (shop != null) {
            pieces.add(messages.text("reading.layout", shop));
        }
        pieces.add(messages.text(
                file.currencyAssumed() ? "reading.currency-assumed" : "reading.currency", file.currency()));
        return messages.text("reading.sentence", String.join(", ", pieces));
    }

    private String delimiter(String written) {
        return switch (written) {
            case "\t" -> messages.text("reading.tab");
            case " " -> messages.text("reading.space");
            default -> messages.text("reading.character", written);
        };
    }

    /** The fields that a column can be, by their keys. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (ProductColumn column : ProductColumn.values()) {
            fields.put(column.key(), messages.text("field." + column.key()));
        }
        return fields;
    }
}
