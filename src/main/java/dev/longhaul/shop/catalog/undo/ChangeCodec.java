package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.undo.RowChange.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The changes of a chunk as bytes: compressed, ids and revisions as differences to the one before. A new product takes
 * about ten bytes, a changed one some tens and its old values.
 */
final class ChangeCodec {

    /** The number of the encoding, stored beside the bytes. */
    static final int FORMAT = 1;

    /** The order is that of the stored numbers. */
    static final List<Table<?>> TABLES = List.of(CatalogTables.PRODUCT, CatalogTables.VARIANT, CatalogTables.PRICE);

    /** The order is that of the stored numbers. */
    static final List<Kind> KINDS = List.of(Kind.ADDED, Kind.CHANGED, Kind.REMOVED);

    private ChangeCodec() {}

    static byte[] encode(List<ProductChange> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream output = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            ChangeOutput writer = new ChangeOutput(output);
            writer.writeCount(changes.size());
            for (ProductChange change : changes) {
                writer.write(change);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be written", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /**
     * @throws UnreadableChangesException when the bytes are of another format, or name a column that no longer exists
     */
    static List<ProductChange> decode(int format, byte[] bytes) throws UnreadableChangesException {
        if (format != FORMAT) {
            throw new UnreadableChangesException(
                    "the record of changes has format " + format + ", this version reads format " + FORMAT);
        }
        try (DataInputStream input = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            ChangeInput reader = new ChangeInput(input);
            int count = reader.readCount();
            List<ProductChange> changes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                changes.add(reader.readChange());
            }
            // reads the checksum, too
            if (input.read() >= 0) {
                throw new IOException("something follows the last change");
            }
            return changes;
        } catch (IOException e) {
            throw new UnreadableChangesException("the record of changes is damaged: " + e.getMessage());
        }
    }
}
