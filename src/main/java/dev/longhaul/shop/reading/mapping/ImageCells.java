package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.reading.column.ProductColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The pictures of one record: one or several per cell, in one or several cells. */
final class ImageCells {

    private static final Pattern LIST = Pattern.compile("[\\n\\r|]+|;(?=\\s*https?:)|,(?=\\s*https?:)|\\s+(?=https?:)");
    private static final Pattern NAMES = Pattern.compile("[\\n\\r|;,]+");

    /** {@code Color=https://…}: eBay says which option a picture shows. */
    private static final Pattern OF_OPTION = Pattern.compile("^[^=:/?]{1,65}=(?=https?://)");

    private ImageCells() {}

    /** The URLs in the order of the columns and cells, each once. */
    static List<String> urls(RecordCells cells) {
        Set<String> urls = new LinkedHashSet<>();
        for (int position : cells.mapping().positions(ProductColumn.IMAGE)) {
            String cell = cells.raw(position);
            if (!cell.isEmpty()) {
                // a comma may be part of an address, but never of a plain file name
                for (String url : (cell.contains("://") ? LIST : NAMES).split(cell, -1)) {
                    if (!url.isBlank()) {
                        urls.add(OF_OPTION.matcher(url.strip()).replaceFirst(""));
                    }
                }
            }
        }
        return new ArrayList<>(urls);
    }
}
