package dev.longhaul.shop.file.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.NamedCells;
import dev.longhaul.shop.file.record.NamedColumns;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one JSON value: the objects of a list, which may stand alone or be the only list of objects in an
 * object. For one thread.
 */
final class JsonRecords implements RecordSource {

    /** Where the parser is. */
    private enum Place {
        START,
        /** In the object that holds the list, before or after it. */
        AROUND_LIST,
        /** In the list, on the start of its first object. */
        FIRST_OBJECT,
        LIST,
        /** After the whole value. */
        BEHIND,
        END
    }

    private final JsonParser parser;
    private final NamedColumns columns;
    private Place place = Place.START;
    private boolean listAlone;
    private @Nullable String listName;
    private long count;

    private JsonRecords(JsonParser parser, NamedColumns columns) {
        this.parser = parser;
        this.columns = columns;
    }

    /**
     * Begins to read.
     *
     * @param text closed with the records
     * @param known the columns of a file that was examined, none of another
     */
    static JsonRecords open(Reader text, List<String> known) throws IOException {
        return new JsonRecords(JsonObject.parser(text), new NamedColumns(known));
    }

    @Override
    public List<String> header() {
        return columns.names();
    }

    @Override
    public @Nullable FileRecord next() throws IOException, UnreadableFileException {
        try {
            while (place != Place.END) {
                FileRecord record = null;
                switch (place) {
                    case START -> start();
                    case AROUND_LIST -> findList();
                    case FIRST_OBJECT, LIST -> record = entry();
                    case BEHIND -> end();
                    case END -> {}
                }
                if (record != null) {
                    return record;
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
    }

    private void start() throws IOException, UnreadableFileException {
        JsonToken token = parser.nextToken();
        listAlone = token == JsonToken.START_ARRAY;
        if (!listAlone && token != JsonToken.START_OBJECT) {
            throw noList();
        }
        place = listAlone ? Place.LIST : Place.AROUND_LIST;
    }

    private void findList() throws IOException, UnreadableFileException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.END_OBJECT && parser.getParsingContext().inRoot()) {
                if (listName == null) {
                    throw noList();
                }
                place = Place.BEHIND;
                return;
            }
            String name = token == JsonToken.START_ARRAY ? String.valueOf(parser.currentName()) : "";
            if (token == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.START_OBJECT) {
                enter(name);
                return;
            }
        }
        throw ended();
    }

    private void enter(String name) throws UnreadableFileException {
        if (listName != null) {
            throw UnreadableFileException.ofStructure(
                    "json-several-lists",
                    "the JSON has several lists of objects, " + Headers.shortened(listName) + " and "
                            + Headers.shortened(name) + "; send the one with the products alone");
        }
        listName = name;
        place = Place.FIRST_OBJECT;
    }

    /** Null where the list ends, and for an entry that is blank. */
    private @Nullable FileRecord entry() throws IOException, UnreadableFileException {
        JsonToken token = place == Place.FIRST_OBJECT ? JsonToken.START_OBJECT : parser.nextToken();
        place = Place.LIST;
        if (token == null) {
            throw ended();
        }
        if (token == JsonToken.END_ARRAY) {
            place = listAlone ? Place.BEHIND : Place.AROUND_LIST;
            return null;
        }
        long line = parser.currentTokenLocation().getLineNr();
        NamedCells cells = new NamedCells(columns);
        if (token == JsonToken.START_OBJECT) {
            JsonObject.read(parser, cells);
        } else {
            cells.reject(notAnObject(token.isScalarValue() ? parser.getText() : "[...]"));
            parser.skipChildren();
        }
        if (cells.isBlank()) {
            return null;
        }
        count++;
        return cells.record(count, line);
    }

    static RecordFault notAnObject(String value) {
        return RecordFault.of(Reason.of("json-not-object"), null, value);
    }

    private void end() throws IOException, UnreadableFileException {
        if (parser.nextToken() != null) {
            throw UnreadableFileException.ofStructure(
                    "json-broken",
                    "the JSON continues after its end, at " + at(parser.currentTokenLocation())
                            + "; put all objects into one list, or each on a line of its own");
        }
        place = Place.END;
    }

    private static UnreadableFileException noList() {
        return UnreadableFileException.ofStructure(
                "json-no-list",
                "the JSON has no list of objects; records are read from [{...}, {...}], from such a list in an object, and from an object on each line");
    }

    private static UnreadableFileException ended() {
        return UnreadableFileException.ofStructure("json-broken", "the JSON ends before its list is closed");
    }

    private UnreadableFileException broken(JsonProcessingException e) {
        String what = e instanceof StreamConstraintsException ? "exceeds what can be read" : "is broken";
        JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return UnreadableFileException.ofStructure(
                "json-broken", "the JSON " + what + " at " + at(location) + ": " + reason(e));
    }

    /** What the parser says, without its location and its settings, and shortened. */
    static String reason(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int settings = message.indexOf(", from `");
        return RecordFault.shownValue(settings < 0 ? message : message.substring(0, settings) + ")");
    }

    private static String at(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
