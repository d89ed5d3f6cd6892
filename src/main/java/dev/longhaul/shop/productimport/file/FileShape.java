package dev.longhaul.shop.productimport.file;

import java.util.List;

/**
 * What was found by reading a whole file once.
 *
 * @param header the names of its columns as they stand in the file
 * @param recordCount how many records follow the header
 */
public record FileShape(List<String> header, long recordCount) {

    public FileShape {
        header = List.copyOf(header);
    }
}
