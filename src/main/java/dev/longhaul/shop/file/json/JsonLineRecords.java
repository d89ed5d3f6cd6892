package dev.longhaul.shop.file.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.NamedCells;
import dev.longhaul.shop.file.record.NamedColumns;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of JSON lines: a broken line is a fault of its record alone. For one thread. */
final class JsonLineRecords implements RecordSource {

    private final Reader text;
    private final NamedColumns columns;
    private final StringBuilder current = new StringBuilder();
    private long line;
    private long count;
    private boolean tooLong;
    private boolean afterReturn;

    private JsonLineRecords(Reader text, NamedColumns columns) {
        this.text = text;
        this.columns = columns;
    }

    /**
     * Begins to read.
     *
     * @param text closed with the records
     * @param known the columns of a file that was examined, none of another
     */
    static JsonLineRecords open(Reader text, List<String> known) {
        return new JsonLineRecords(new BufferedReader(text), new NamedColumns(known));
    }

    @Override
    public List<String> header() {
        return columns.names();
    }

    @Override
    public @Nullable FileRecord next() throws IOException, UnreadableFileException {
        while (readLine()) {
            String json = CellText.trimmed(current.toString());
            if (json.isEmpty()) {
                continue;
            }
            NamedCells cells = new NamedCells(columns);
            if (tooLong) {
                cells.reject(RecordFault.tooLong());
            } else {
                read(json, cells);
            }
            if (!cells.isBlank()) {
                count++;
                return cells.record(count, line);
            }
        }
        return null;
    }

    private static void read(String json, NamedCells cells) throws IOException, UnreadableFileException {
        try (JsonParser parser = JsonObject.parser(new StringReader(json))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                cells.reject(JsonRecords.notAnObject(json));
                return;
            }
            JsonObject.read(parser, cells);
            if (parser.nextToken() != null) {
                cells.reject(RecordFault.of(Reason.of("json-unreadable.followed"), null, json));
            }
        } catch (JsonProcessingException e) {
            cells.reject(unreadable(json, JsonRecords.reason(e)));
        }
    }

    private static RecordFault unreadable(String json, String reason) {
        return RecordFault.of(Reason.of("json-unreadable", reason), null, json);
    }

    /** False at the end of the file. The rest of a line beyond the limit is skipped. */
    private boolean readLine() throws IOException {
        current.setLength(0);
        tooLong = false;
        int c = text.read();
        if (afterReturn && c == '\n') {
            c = text.read();
        }
        afterReturn = false;
        if (c < 0) {
            return false;
        }
        line++;
        while (c >= 0 && c != '\n' && c != '\r') {
            if (current.length() < JsonObject.MAX_CHARS) {
                current.append((char) c);
            } else {
                tooLong = true;
            }
            c = text.read();
        }
        afterReturn = c == '\r';
        return true;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
