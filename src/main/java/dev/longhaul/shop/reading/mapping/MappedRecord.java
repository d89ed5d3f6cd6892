package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.file.record.RecordFault;
import java.util.List;

/** A record of a file after every known cell has been checked. */
public sealed interface MappedRecord {

    /**
     * It can be imported into the catalogue.
     *
     * @param warnings what was left out or looks wrong, each with its cell
     */
    record Valid(ProductRecord record, List<RecordFault> warnings) implements MappedRecord {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /** It cannot; the fault names the cells that prevent it. */
    record Faulty(RecordFault fault) implements MappedRecord {}
}
