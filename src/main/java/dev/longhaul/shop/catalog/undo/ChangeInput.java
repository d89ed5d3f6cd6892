package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.undo.RowChange.Kind;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ChangeOutput} has written. */
final class ChangeInput {

    private static final int LONGEST = 1 << 24;

    private final DataInputStream input;
    private final List<String> words = new ArrayList<>();
    private long lastProduct;
    private long lastRevision;
    private long lastRow;

    ChangeInput(DataInputStream input) {
        this.input = input;
    }

    ProductChange readChange() throws IOException, UnreadableChangesException {
        lastProduct += readSigned();
        int flags = input.readUnsignedByte();
        Long before = (flags & ChangeOutput.EXISTED) == 0 ? null : (Long) readRevision();
        Long after = (flags & ChangeOutput.EXISTS) == 0 ? null : (Long) readRevision();
        int count = readCount();
        List<RowChange> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(readRow());
        }
        return new ProductChange(
                lastProduct, before, after, (flags & ChangeOutput.FIRST) != 0, (flags & ChangeOutput.MIXED) != 0, rows);
    }

    private long readRevision() throws IOException {
        lastRevision += readSigned();
        return lastRevision;
    }

    private RowChange readRow() throws IOException, UnreadableChangesException {
        int tableAndKind = input.readUnsignedByte();
        int kinds = ChangeCodec.KINDS.size();
        if (tableAndKind >= ChangeCodec.TABLES.size() * kinds) {
            throw new IOException("no table and change has number " + tableAndKind);
        }
        Table<?> table = ChangeCodec.TABLES.get(tableAndKind / kinds);
        Kind kind = ChangeCodec.KINDS.get(tableAndKind % kinds);
        lastRow += readSigned();
        RowKey key = new RowKey(table, lastRow, table == CatalogTables.PRICE ? readWord() : null);
        List<ColumnValue> values = new ArrayList<>();
        if (kind != Kind.ADDED) {
            int count = readCount();
            for (int i = 0; i < count; i++) {
                values.add(new ColumnValue(column(table, readWord()), readValue()));
            }
        }
        return new RowChange(key, kind, values, kind == Kind.REMOVED ? readTime() : null);
    }

    private static Column column(Table<?> table, String name) throws UnreadableChangesException {
        for (Column column : table.columns()) {
            if (column.sqlName().equals(name)) {
                return column;
            }
        }
        throw new UnreadableChangesException(
                "the record of changes names the column " + table.name() + "." + name + ", which this version lacks");
    }

    private @Nullable Object readValue() throws IOException {
        long typeAndLength = readUnsigned();
        long length = typeAndLength >>> ChangeOutput.TYPE_BITS;
        if (length > LONGEST) {
            throw new IOException("a value has " + length + " bytes");
        }
        return switch ((int) typeAndLength & ((1 << ChangeOutput.TYPE_BITS) - 1)) {
            case ChangeOutput.TEXT -> new String(readBytes((int) length), StandardCharsets.UTF_8);
            case ChangeOutput.NUMBER -> (Long) readSigned();
            case ChangeOutput.AMOUNT ->
                new BigDecimal(new BigInteger(readBytes((int) length)), Math.toIntExact(readSigned()));
            default -> null;
        };
    }

    private byte[] readBytes(int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the bytes end within a value");
        }
        return bytes;
    }

    private OffsetDateTime readTime() throws IOException {
        Instant instant = Instant.ofEpochSecond(readSigned(), readUnsigned());
        return instant.atOffset(ZoneOffset.ofTotalSeconds(Math.toIntExact(readSigned())));
    }

    private String readWord() throws IOException {
        long number = readUnsigned();
        if (number == words.size()) {
            words.add(input.readUTF());
        } else if (number > words.size() || number < 0) {
            throw new IOException("word " + number + " of " + words.size());
        }
        return words.get((int) number);
    }

    int readCount() throws IOException {
        long count = readUnsigned();
        if (count < 0 || count > LONGEST) {
            throw new IOException("a count of " + count);
        }
        return (int) count;
    }

    private long readSigned() throws IOException {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    private long readUnsigned() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = input.readUnsignedByte();
            value |= (next & 0x7fL) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new IOException("a number without an end");
    }
}
