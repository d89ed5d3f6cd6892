package dev.longhaul.shop.file.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.bytes.Beginning;
import dev.longhaul.shop.file.record.Examination;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.HeaderJudge;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.RecordCollector;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;

/** JSON: a list of objects, or an object on each line. */
public final class JsonFile {

    private JsonFile() {}

    /** Reads JSON to its end, as {@link RecordFile#examine} does. */
    public static FileFormat examine(
            Beginning beginning, InputStream bytes, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        TextFormat text = TextFormat.of(
                choices.encoding() == null
                        ? beginning.charset().name()
                        : charset(choices.encoding()).name(),
                beginning.markBytes(),
                ',',
                true);
        Kind kind = isLines(beginning, judge) ? Kind.JSON_LINES : Kind.JSON;
        FileFormat format = new FileFormat(Container.NONE, null, kind, text, null, List.of(), 0);
        try (RecordSource records = open(bytes, format)) {
            Examination examined = Examination.of(records, visitor).requireRecords("the JSON has no record");
            return new FileFormat(Container.NONE, null, kind, text, null, examined.header(), examined.recordCount());
        }
    }

    /** Opens JSON that was examined; closes the bytes with the records. */
    public static RecordSource open(InputStream bytes, FileFormat format) throws IOException {
        TextFormat text = format.text() == null ? TextFormat.utf8(',') : format.text();
        bytes.skipNBytes(text.byteOrderMarkBytes());
        Reader reader = new InputStreamReader(
                bytes,
                Charset.forName(text.encoding())
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        return format.kind() == Kind.JSON
                ? JsonRecords.open(reader, format.header())
                : JsonLineRecords.open(reader, format.header());
    }

    private static Charset charset(String name) throws UnreadableFileException {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UnreadableFileException.ofStructure(
                    "encoding-unknown",
                    "the encoding " + Headers.shortened(name) + " is not known; name one such as "
                            + StandardCharsets.UTF_8.name());
        }
    }

    /** Two lines with an object each are JSON lines; so is a single line if it looks like a record itself. */
    private static boolean isLines(Beginning beginning, HeaderJudge judge) throws IOException {
        String text = beginning.text().strip();
        if (!text.startsWith("{")) {
            return false;
        }
        int lineEnd = lineEnd(text);
        String first = text.substring(0, lineEnd).stripTrailing();
        String rest = text.substring(lineEnd).stripLeading();
        boolean alone = rest.isEmpty();
        if (!alone) {
            return first.endsWith("}") && rest.startsWith("{");
        }
        return judge.knownNames(fieldsOf(first)) > 0;
    }

    private static int lineEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i;
            }
        }
        return text.length();
    }

    /** The names of an object's fields that are neither lists nor objects, as far as it can be read. */
    private static List<String> fieldsOf(String object) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = JsonObject.parser(new StringReader(object))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME && names.size() < RecordCollector.MAX_COLUMNS) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    names.add(name);
                }
                parser.skipChildren();
            }
        } catch (JsonProcessingException e) {
            return names;
        }
        return names;
    }
}
