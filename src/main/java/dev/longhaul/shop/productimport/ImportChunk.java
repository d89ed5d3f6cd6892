package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.write.PlannedRecord;
import dev.longhaul.shop.catalog.write.PlannedRecords;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Records of the file that are written together, in its order. Not safe for several threads. */
final class ImportChunk {

    static final int MAX_RECORDS = 500;

    /** Bounds the memory of a chunk of long descriptions. */
    static final int MAX_CHARS = 1 << 20;

    private final List<FileRecord> records = new ArrayList<>(MAX_RECORDS);
    private final List<MappedRecord> mapped = new ArrayList<>(MAX_RECORDS);
    private int charCount;

    void add(FileRecord record, MappedRecord mappedRecord) {
        records.add(record);
        mapped.add(mappedRecord);
        for (String cell : record.cells()) {
            charCount += cell.length();
        }
    }

    boolean isFull() {
        return records.size() >= MAX_RECORDS || charCount >= MAX_CHARS;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    long firstNumber() {
        return records.get(0).number();
    }

    long lastNumber() {
        return records.get(records.size() - 1).number();
    }

    /** What goes to the catalogue, in order. */
    List<ProductRecord> valid() {
        return validBut(Set.of());
    }

    /** What went to the catalogue when the records of these numbers were rejected. */
    List<ProductRecord> validBut(Set<Long> rejectedNumbers) {
        List<ProductRecord> valid = new ArrayList<>(mapped.size());
        for (int i = 0; i < mapped.size(); i++) {
            if (mapped.get(i) instanceof MappedRecord.Valid found
                    && !rejectedNumbers.contains(records.get(i).number())) {
                valid.add(found.record());
            }
        }
        return valid;
    }

    /**
     * What a check has found for its records that go to the catalogue, by their numbers.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    SortedMap<Long, PlannedRecord> found(List<RecordOutcome> outcomes) {
        SortedMap<Long, PlannedRecord> found = new TreeMap<>();
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            if (mapped.get(i) instanceof MappedRecord.Valid) {
                found.put(records.get(i).number(), PlannedRecord.of(outcomes.get(next++)));
            }
        }
        return found;
    }

    /**
     * The same for the import that follows.
     *
     * @param found by the numbers of the records
     * @param isOwn whether this import has given a product this revision
     */
    PlannedRecords planned(Map<Long, PlannedRecord> found, LongPredicate isOwn) {
        PlannedRecords planned = PlannedRecords.with(isOwn);
        for (int i = 0; i < mapped.size(); i++) {
            PlannedRecord record = found.get(records.get(i).number());
            if (record != null && mapped.get(i) instanceof MappedRecord.Valid valid) {
                planned.put(valid.record(), record);
            }
        }
        return planned;
    }

    /**
     * The records that were not imported: those faulty from the start, and those the catalogue refused.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    List<RejectedRecord> rejected(List<RecordOutcome> outcomes) {
        List<RejectedRecord> rejected = new ArrayList<>();
        forEach(outcomes, (record, fault) -> {
            if (fault != null) {
                rejected.add(new RejectedRecord(new Reject(record.number(), record.line(), fault), record.cells()));
            }
        });
        return rejected;
    }

    /**
     * Those of its records that have a number in the file of the import whose rejects they are. Of a number that stands
     * in several records, each must be imported for the reject to be.
     *
     * @param outcomes of {@link #valid()}, in the same order
     * @param columnCount how many columns that file has
     */
    List<LeftRejects.Retried> retried(List<RecordOutcome> outcomes, int columnCount) {
        Map<Long, LeftRejects.Retried> retried = new LinkedHashMap<>();
        forEach(outcomes, (record, fault) -> {
            long number = RejectColumns.number(record, columnCount);
            LeftRejects.Retried before = retried.get(number);
            if (number > 0 && (before == null || before.fault() == null)) {
                retried.put(number, new LeftRejects.Retried(number, record, fault));
            }
        });
        return List.copyOf(retried.values());
    }

    /**
     * Hands over each record that was not skipped with its fault; null if it was imported.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    void forEach(List<RecordOutcome> outcomes, BiConsumer<FileRecord, @Nullable RecordFault> action) {
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            if (mapped.get(i) instanceof MappedRecord.Faulty faulty) {
                action.accept(records.get(i), faulty.fault());
                continue;
            }
            RecordOutcome outcome = outcomes.get(next++);
            if (outcome instanceof RecordOutcome.Refused refused) {
                action.accept(records.get(i), RecordFault.ofRecord(refused.reason()));
            } else if (outcome instanceof RecordOutcome.Accepted) {
                action.accept(records.get(i), null);
            }
        }
    }

    /**
     * How many of its records are left when it ends with the rejected record that is one too many; all of them if that
     * is not among them.
     *
     * @param outcomes of {@link #valid()}, in the same order
     * @param most how many may be rejected
     */
    int countUpToReject(List<RecordOutcome> outcomes, long most) {
        long rejected = 0;
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            boolean isRejected = mapped.get(i) instanceof MappedRecord.Faulty
                    || outcomes.get(next++) instanceof RecordOutcome.Refused;
            rejected += isRejected ? 1 : 0;
            if (rejected > most) {
                return i + 1;
            }
        }
        return mapped.size();
    }

    int size() {
        return records.size();
    }

    /** Its first records. */
    ImportChunk first(int count) {
        ImportChunk first = new ImportChunk();
        for (int i = 0; i < count; i++) {
            first.add(records.get(i), mapped.get(i));
        }
        return first;
    }

    /**
     * What looks wrong in the imported records.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    void addWarnings(List<RecordOutcome> outcomes, WarningGroups groups) {
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            if (mapped.get(i) instanceof MappedRecord.Valid valid
                    && outcomes.get(next++) instanceof RecordOutcome.Accepted) {
                long line = records.get(i).line();
                valid.warnings().forEach(warning -> groups.add(line, warning));
            }
        }
    }
}
