package dev.longhaul.shop.productimport.plan;

import dev.longhaul.shop.catalog.write.PlannedRecord;
import dev.longhaul.shop.catalog.write.PlannedRecord.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Planned records as bytes: numbers as differences to those of the record before, mostly zeros, and then compressed to
 * a few bytes for each record.
 */
final class PlanCodec {

    /** The order is that of the stored numbers. */
    private static final List<Kind> KINDS = List.of(Kind.NEW, Kind.STORED, Kind.REFUSED, Kind.SKIPPED);

    private PlanCodec() {}

    static byte[] encode(SortedMap<Long, PlannedRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream output = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            output.writeInt(records.size());
            long number = 0;
            long product = 0;
            long revision = 0;
            for (var entry : records.entrySet()) {
                PlannedRecord record = entry.getValue();
                output.writeByte(KINDS.indexOf(record.kind()));
                output.writeLong(entry.getKey() - number);
                number = entry.getKey();
                if (record.kind() == Kind.STORED) {
                    output.writeLong(record.productId() - product);
                    output.writeLong(record.revision() - revision);
                    product = record.productId();
                    revision = record.revision();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be written", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** By the numbers of the records. */
    static SortedMap<Long, PlannedRecord> decode(byte[] bytes) {
        SortedMap<Long, PlannedRecord> records = new TreeMap<>();
        try (DataInputStream input = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            int count = input.readInt();
            long number = 0;
            long product = 0;
            long revision = 0;
            for (int i = 0; i < count; i++) {
                Kind kind = KINDS.get(input.readByte());
                number += input.readLong();
                if (kind == Kind.STORED) {
                    product += input.readLong();
                    revision += input.readLong();
                    records.put(number, new PlannedRecord(kind, product, revision));
                } else {
                    records.put(number, new PlannedRecord(kind, 0, 0));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what is stored is not a part of a plan", e);
        }
        return records;
    }
}
