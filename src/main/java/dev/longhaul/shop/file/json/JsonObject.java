package dev.longhaul.shop.file.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.NamedCells;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON object into cells. The fields of a nested object are prefixed with its name and a dot:
 * {@code names.default.value}. A list of texts and numbers becomes one cell, each entry on a line of its own; an entry
 * that has several lines itself cannot be told from several entries. In a list of objects each has its position in the
 * name, the first is 0: {@code images.0.src}.
 */
final class JsonObject {

    static final int MAX_CHARS = 1 << 20;

    /** How many objects of a list become columns. */
    private static final int MAX_PLACES = 20;

    private static final int MAX_DEPTH = 32;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_NUMBER = 1000;
    /** No real number has more zeros. */
    private static final int LARGEST_EXPONENT = 100;

    // names are not kept: a file may have any number of different ones. Python writes NaN where a value is missing
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARS)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private final NamedCells cells;

    private JsonObject(JsonParser parser, NamedCells cells) {
        this.parser = parser;
        this.cells = cells;
    }

    static JsonParser parser(Reader text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** From the start of an object to its end. */
    static void read(JsonParser parser, NamedCells cells) throws IOException, UnreadableFileException {
        new JsonObject(parser, cells).object("");
    }

    private void object(String prefix) throws IOException, UnreadableFileException {
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_OBJECT && token != null;
                token = parser.nextToken()) {
            String name = prefix + parser.currentName();
            parser.nextToken();
            value(name);
        }
    }

    private void value(String name) throws IOException, UnreadableFileException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(name + ".");
        } else if (token == JsonToken.START_ARRAY) {
            list(name);
        } else {
            put(name, scalar());
        }
    }

    private void list(String name) throws IOException, UnreadableFileException {
        StringBuilder scalars = new StringBuilder();
        int place = 0;
        boolean structured = false;
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = parser.nextToken()) {
            if (!token.isStructStart()) {
                String scalar = scalar();
                scalars.append(scalars.isEmpty() || scalar.isEmpty() ? "" : "\n")
                        .append(scalar);
            } else if (place < MAX_PLACES) {
                structured = true;
                value(name + "." + place);
            } else {
                parser.skipChildren();
                cells.reject(RecordFault.of(Reason.of("json-list-too-long", MAX_PLACES), name, null));
            }
            place++;
        }
        if (!structured || !scalars.isEmpty()) {
            put(name, scalars.toString());
        }
    }

    private String scalar() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> "";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> parser.getText();
        };
    }

    /** The digits as they are written, without an exponent. */
    static String number(String written) {
        if (written.indexOf('e') < 0 && written.indexOf('E') < 0) {
            return written;
        }
        BigDecimal number = exact(written);
        return number == null ? written : number.toPlainString();
    }

    private static @Nullable BigDecimal exact(String written) {
        try {
            BigDecimal number = new BigDecimal(written);
            boolean reasonable = Math.abs((long) number.scale()) <= LARGEST_EXPONENT;
            return reasonable ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void put(String name, String text) throws UnreadableFileException {
        if (!cells.put(name, text)) {
            cells.reject(RecordFault.of(Reason.of("json-duplicate-name"), name, text));
        }
    }
}
