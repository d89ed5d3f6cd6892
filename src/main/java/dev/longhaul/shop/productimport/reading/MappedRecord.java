package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.productimport.file.RecordFault;

/** A record of a file after a look at every cell that is known. */
public sealed interface MappedRecord {

    /** It can be brought into the catalogue. */
    record Valid(ProductRecord record) implements MappedRecord {}

    /** It cannot; the first cell at fault says why. */
    record Faulty(RecordFault fault) implements MappedRecord {}
}
