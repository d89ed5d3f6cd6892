package dev.longhaul.shop.productimport;

import java.util.List;

/**
 * A record that was not imported, complete, so that it can be corrected and sent again.
 *
 * @param cells the record as it stood in the file
 */
public record RejectedRecord(Reject reject, List<String> cells) {

    public RejectedRecord {
        cells = List.copyOf(cells);
    }
}
