package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.ImportView;
import java.util.Map;

/**
 * One line of the list of imports. Public because expressions in a page reach no other records.
 *
 * @param view the import
 * @param figures its texts by name
 * @param fragment the name of its state
 * @param createdAt when it was uploaded, in the server's time zone
 */
public record ImportRow(ImportView view, Map<String, String> figures, String fragment, String createdAt) {
    /** The figures do not change. */
    public ImportRow {
        figures = Map.copyOf(figures);
    }
}
