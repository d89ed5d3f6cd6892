package dev.longhaul.shop.catalog.table;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A flat JSON object of texts. Written here and not by a JSON provider, because each server brings another and they
 * escape differently: equal attributes must be equal texts on every one.
 */
final class AttributeJson {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private AttributeJson() {}

    static String write(SortedMap<String, String> byName) {
        StringBuilder json = new StringBuilder("{");
        byName.forEach((name, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            append(json, name);
            json.append(':');
            append(json, value);
        });
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /** @throws IllegalArgumentException with a sentence when it is not a flat object */
    static SortedMap<String, String> parse(String json) {
        SortedMap<String, String> byName = new TreeMap<>();
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw new IllegalArgumentException("attributes are one JSON object, such as {\"color\":\"red\"}");
            }
            while (parser.next() == JsonParser.Event.KEY_NAME) {
                String name = parser.getString();
                if (byName.put(name, value(parser, name)) != null) {
                    throw new IllegalArgumentException("attribute `" + name + "` stands there twice");
                }
            }
            if (parser.hasNext()) {
                throw new IllegalArgumentException("something follows the JSON object of the attributes");
            }
        } catch (JsonException | NoSuchElementException e) {
            throw new IllegalArgumentException(
                    "attributes are one JSON object, such as {\"color\":\"red\"}; this is not JSON", e);
        }
        return byName;
    }

    private static String value(JsonParser parser, String name) {
        return switch (parser.next()) {
            case VALUE_STRING, VALUE_NUMBER -> parser.getString();
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default ->
                throw new IllegalArgumentException("attribute `" + name + "` must be a text, and is null or nested");
        };
    }
}
