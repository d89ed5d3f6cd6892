package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.undo.RowChange.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes changes in the format of {@link ChangeCodec}. {@link ChangeInput} is its counterpart, method by method. */
final class ChangeOutput {

    static final int FIRST = 1;
    static final int MIXED = 2;
    static final int EXISTED = 4;
    static final int EXISTS = 8;

    static final int NOTHING = 0;
    static final int TEXT = 1;
    static final int NUMBER = 2;
    static final int AMOUNT = 3;

    /** Of a value the type takes the lowest bits. */
    static final int TYPE_BITS = 2;

    private final DataOutputStream output;
    private final Map<String, Integer> words = new HashMap<>();
    private long lastProduct;
    private long lastRevision;
    private long lastRow;

    ChangeOutput(DataOutputStream output) {
        this.output = output;
    }

    void write(ProductChange change) throws IOException {
        Long before = change.before();
        Long after = change.after();
        writeSigned(change.productId() - lastProduct);
        lastProduct = change.productId();
        output.writeByte((change.isFirst() ? FIRST : 0)
                | (change.isMixed() ? MIXED : 0)
                | (before == null ? 0 : EXISTED)
                | (after == null ? 0 : EXISTS));
        writeRevision(before);
        writeRevision(after);
        writeCount(change.rows().size());
        for (RowChange row : change.rows()) {
            write(row);
        }
    }

    private void writeRevision(@Nullable Long revision) throws IOException {
        if (revision != null) {
            writeSigned(revision - lastRevision);
            lastRevision = revision;
        }
    }

    private void write(RowChange row) throws IOException {
        int table = ChangeCodec.TABLES.indexOf(row.key().table());
        output.writeByte(table * ChangeCodec.KINDS.size() + ChangeCodec.KINDS.indexOf(row.kind()));
        writeSigned(row.key().id() - lastRow);
        lastRow = row.key().id();
        String currency = row.key().currency();
        if (currency != null) {
            writeWord(currency);
        }
        if (row.kind() != Kind.ADDED) {
            writeCount(row.values().size());
            for (ColumnValue value : row.values()) {
                writeWord(value.column().sqlName());
                writeValue(value.value());
            }
        }
        if (row.kind() == Kind.REMOVED) {
            writeTime(Objects.requireNonNull(row.createdAt()));
        }
    }

    private void writeValue(@Nullable Object value) throws IOException {
        if (value == null) {
            writeUnsigned(NOTHING);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            writeUnsigned(((long) bytes.length << TYPE_BITS) | TEXT);
            output.write(bytes);
        } else if (value instanceof Long number) {
            writeUnsigned(NUMBER);
            writeSigned(number);
        } else if (value instanceof BigDecimal amount) {
            byte[] unscaled = amount.unscaledValue().toByteArray();
            writeUnsigned(((long) unscaled.length << TYPE_BITS) | AMOUNT);
            output.write(unscaled);
            writeSigned(amount.scale());
        } else {
            throw new IllegalArgumentException(
                    "a column holds a text, a number or an amount, not a " + value.getClass());
        }
    }

    private void writeTime(OffsetDateTime time) throws IOException {
        writeSigned(time.toEpochSecond());
        writeUnsigned(time.getNano());
        writeSigned(time.getOffset().getTotalSeconds());
    }

    /** A text that comes again: from the second time on its number. */
    private void writeWord(String word) throws IOException {
        Integer known = words.get(word);
        if (known == null) {
            writeUnsigned(words.size());
            words.put(word, words.size());
            output.writeUTF(word);
        } else {
            writeUnsigned(known);
        }
    }

    void writeCount(int count) throws IOException {
        writeUnsigned(count);
    }

    private void writeSigned(long value) throws IOException {
        writeUnsigned((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    private void writeUnsigned(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            output.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        output.writeByte((int) rest);
    }
}
