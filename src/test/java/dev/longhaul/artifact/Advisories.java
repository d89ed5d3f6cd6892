package dev.longhaul.artifact;

import static java.util.stream.Collectors.groupingBy;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** Known holes of Maven artifacts, in the format of OSV (https://ossf.github.io/osv-schema/). */
final class Advisories {

    /** One advisory on one package. */
    private record Affected(String id, String name, JsonObject versions) {}

    private final Map<String, List<Affected>> byName;

    private Advisories(Stream<JsonObject> records) {
        byName = records.filter(record -> !record.containsKey("withdrawn"))
                .flatMap(record -> objects(record, "affected")
                        .filter(affected -> "Maven".equals(ecosystem(affected)))
                        .map(affected -> new Affected(
                                record.getString("id"),
                                affected.getJsonObject("package").getString("name"),
                                affected)))
                .collect(groupingBy(Affected::name));
    }

    /** Reads a file with one record or an array of them, or all such files of a directory. */
    static Advisories read(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return new Advisories(files
                    .filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> records(file).stream())
                    .toList()
                    .stream());
        }
    }

    /** The ids of those that concern this component. */
    List<String> concerning(Component component) {
        return byName.getOrDefault(component.name(), List.of()).stream()
                .filter(affected -> includes(affected.versions(), component.version()))
                .map(Affected::id)
                .distinct()
                .toList();
    }

    private static boolean includes(JsonObject affected, String version) {
        return affected.getOrDefault("versions", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
                        .anyMatch(listed -> ((JsonString) listed).getString().equals(version))
                || objects(affected, "ranges")
                        .filter(range -> "ECOSYSTEM".equals(range.getString("type")))
                        .anyMatch(range -> isWithin(range, new ComparableVersion(version)));
    }

    // the evaluation that the schema describes: the last event that the version has passed decides
    private static boolean isWithin(JsonObject range, ComparableVersion version) {
        boolean within = false;
        for (Event event : events(range)) {
            int order = version.compareTo(event.version());
            if (event.kind().equals("introduced") && order >= 0) {
                within = true;
            } else if ((event.kind().equals("fixed") && order >= 0)
                    || (event.kind().equals("last_affected") && order > 0)) {
                within = false;
            }
        }
        return within;
    }

    private record Event(String kind, ComparableVersion version) {}

    private static List<Event> events(JsonObject range) {
        return objects(range, "events")
                .flatMap(event -> event.keySet().stream()
                        .map(kind -> new Event(kind, new ComparableVersion(event.getString(kind)))))
                .sorted(Comparator.comparing(Event::version))
                .toList();
    }

    private static String ecosystem(JsonObject affected) {
        return affected.containsKey("package")
                ? affected.getJsonObject("package").getString("ecosystem")
                : "";
    }

    private static Stream<JsonObject> objects(JsonObject parent, String name) {
        return parent
                .getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY)
                .asJsonArray()
                .getValuesAs(JsonObject.class)
                .stream();
    }

    static List<JsonObject> records(Path file) {
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(text)) {
            JsonValue value = reader.readValue();
            return value instanceof JsonArray array
                    ? array.getValuesAs(JsonObject.class)
                    : List.of(value.asJsonObject());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
