package dev.longhaul.shop.productimport;

import java.util.List;

/**
 * A record that was not imported, whole, so that it can be mended and sent again.
 *
 * @param cells the record as it stood in the file
 */
public record RejectedRecord(Reject reject, List<String> cells) {

    public RejectedRecord {
        cells = List.copyOf(cells);
    }
}
