package dev.longhaul.shop.problem;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object in the body of a request, read strictly: what is not exactly as the endpoint describes it is refused
 * with 400 and a sentence that names the field. So a string where a flag belongs, a field that is misspelt, or a field
 * that occurs twice never means something else than its sender thinks.
 *
 * <p>Members hold texts, flags, whole numbers, null or lists of texts, and nothing below. Not read by JSON-B: the
 * servers answer a body that is not JSON with 500, and a number of 60,000 digits or a thousand nested objects likewise.
 */
public final class JsonBody {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_DIGITS = 9;

    private final Map<String, @Nullable Object> members;

    private JsonBody(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * Reads the body to its end, but not further than any object that an endpoint expects.
     *
     * @param known the names that the endpoint understands; any other is refused
     * @throws InvalidRequestException with 400, or 413 for a body that is too large
     */
    public static JsonBody read(InputStream body, Set<String> known) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new InvalidRequestException(413, "The body has more than " + MAX_BYTES + " bytes.");
        }
        try (JsonParser parser = Json.createParser(new StringReader(text(bytes)))) {
            return new JsonBody(members(parser, known));
        } catch (JsonException | NoSuchElementException | IllegalStateException malformed) {
            throw refused("The body is not a JSON object.");
        }
    }

    /** The string of a member; empty when the member is missing. */
    public Optional<String> string(String name) {
        return member(name, String.class, "a string");
    }

    /** The string of a member, or null where JSON has it; empty when the member is missing. */
    public Optional<String> stringOrNull(String name, String insteadOfNull) {
        return isNull(name) ? Optional.of(insteadOfNull) : string(name);
    }

    /** The flag of a member; empty when the member is missing. */
    public Optional<Boolean> flag(String name) {
        return member(name, Boolean.class, "true or false");
    }

    /** The whole number of a member, up to nine digits; empty when the member is missing. */
    public Optional<Integer> number(String name) {
        return member(name, Integer.class, "a whole number");
    }

    /** The strings of a list; empty when the member is missing. */
    @SuppressWarnings("unchecked") // only lists of strings are read
    public Optional<List<String>> strings(String name) {
        return member(name, List.class, "a list of strings").map(list -> (List<String>) list);
    }

    /** The refusal of a body that lacks a member. */
    public static InvalidRequestException missing(String name) {
        return refused("The field \"" + name + "\" is missing.");
    }

    private <T> Optional<T> member(String name, Class<T> type, String inWords) {
        Object value = members.get(name);
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        if (members.containsKey(name)) {
            throw wrongType(name, inWords);
        }
        return Optional.empty();
    }

    private boolean isNull(String name) {
        return members.containsKey(name) && members.get(name) == null;
    }

    private static Map<String, @Nullable Object> members(JsonParser parser, Set<String> known) {
        if (parser.next() != JsonParser.Event.START_OBJECT) {
            throw refused("The body is not a JSON object.");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.next() == JsonParser.Event.KEY_NAME) {
            String name = parser.getString();
            if (!known.contains(name)) {
                throw refused("The body has a field that does not exist here; known are " + listed(known) + ".");
            }
            if (members.containsKey(name)) {
                throw refused("The field \"" + name + "\" occurs twice.");
            }
            members.put(name, value(parser, name));
        }
        if (parser.hasNext()) {
            throw refused("The body does not end after its JSON object.");
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser, String name) {
        JsonParser.Event event = parser.next();
        return switch (event) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString(), name);
            case START_ARRAY -> texts(parser, name);
            default -> throw wrongType(name, "a string, a number, a flag or a list of strings");
        };
    }

    private static List<String> texts(JsonParser parser, String name) {
        List<String> texts = new ArrayList<>();
        JsonParser.Event event = parser.next();
        while (event != JsonParser.Event.END_ARRAY) {
            if (event != JsonParser.Event.VALUE_STRING) {
                throw wrongType(name, "a list of strings");
            }
            texts.add(parser.getString());
            event = parser.next();
        }
        return List.copyOf(texts);
    }

    // by its digits: the parser would make a BigDecimal of any length
    private static Integer number(String digits, String name) {
        if (!digits.matches("-?[0-9]{1," + MAX_DIGITS + "}")) {
            throw wrongType(name, "a whole number of up to " + MAX_DIGITS + " digits");
        }
        return Integer.valueOf(digits);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused("The body is not in UTF-8.");
        }
    }

    private static String listed(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private static InvalidRequestException wrongType(String name, String inWords) {
        return refused("The field \"" + name + "\" must be " + inWords + ".");
    }

    private static InvalidRequestException refused(String sentence) {
        return new InvalidRequestException(sentence);
    }
}
