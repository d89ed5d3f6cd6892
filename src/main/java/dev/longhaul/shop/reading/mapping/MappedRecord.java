package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.file.record.RecordFault;
import java.util.List;

/** A record of a file after a look at every cell that is known. */
public sealed interface MappedRecord {

    /**
     * It can be brought into the catalogue.
     *
     * @param warnings what was left out of it or looks wrong, each with its cell
     */
    record Valid(ProductRecord record, List<RecordFault> warnings) implements MappedRecord {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /** It cannot; the fault names the cells that keep it from it. */
    record Faulty(RecordFault fault) implements MappedRecord {}
}
