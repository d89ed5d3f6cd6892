package dev.longhaul.shop.productimport;

import java.util.List;

/**
 * What one look at a whole file has found.
 *
 * @param header the names of its columns, as they stand there
 * @param recordCount how many records follow the header
 */
public record FileShape(List<String> header, long recordCount) {

    public FileShape {
        header = List.copyOf(header);
    }
}
