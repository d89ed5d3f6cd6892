package dev.longhaul.settings;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of settings says what the code does without any: each group of settings is read from nothing. */
class SettingsTableTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TABLE = Path.of("docs/settings.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(longhaul\\.[a-z-]+\\.[a-z<>.-]+)` \\| (.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Set<String> UNITS_OF_TEXT =
            Set.of("path", "text", "list", "address", "URL", "JNDI name", "ISO 4217");
    private static final Map<String, String> DEFAULTS_IN_WORDS = Map.of("longhaul.node.name", "the host's name");

    private static Map<String, Row> table;
    private static Map<String, Object> code;

    private record Row(String unit, String defaultValue, String effect) {}

    @BeforeAll
    static void read() throws Exception {
        table = ROW.matcher(Files.readString(TABLE))
                .results()
                .collect(toMap(
                        row -> row.group(1),
                        row -> new Row(row.group(2), row.group(3).replace("`", ""), row.group(4)),
                        (one, other) -> {
                            throw new IllegalStateException("two rows of one setting: " + one + ", " + other);
                        },
                        TreeMap::new));
        code = new TreeMap<>();
        for (Class<?> group : groups()) {
            code.putAll(defaultsOf(group));
        }
    }

    @Test
    void the_table_has_every_setting_that_is_read_and_no_other() {
        assertThat(code).hasSizeGreaterThan(40);
        assertThat(table.keySet()).isEqualTo(code.keySet());
    }

    @Test
    void each_default_of_the_table_is_that_of_the_code() {
        Map<String, String> differing = new TreeMap<>();
        table.forEach((key, row) -> {
            Object value = code.getOrDefault(key, "not read");
            boolean isAgreed = DEFAULTS_IN_WORDS.containsKey(key)
                    ? row.defaultValue().equals(DEFAULTS_IN_WORDS.get(key))
                    : value.equals(parsed(row.defaultValue(), value));
            if (!isAgreed) {
                differing.put(key, row.defaultValue() + " in the table, " + value + " in the code");
            }
        });

        assertThat(differing).isEmpty();
    }

    @Test
    void each_unit_of_the_table_is_that_of_the_code() {
        assertThat(table).allSatisfy((key, row) -> {
            Object value = code.getOrDefault(key, "not read");
            if (value instanceof Duration) {
                assertThat(row.unit()).as(key).isEqualTo("duration");
            } else if (value instanceof DataSize) {
                assertThat(row.unit()).as(key).isEqualTo("size");
            } else if (value instanceof Boolean) {
                assertThat(row.unit()).as(key).isEqualTo("flag");
            } else if (value instanceof Enum) {
                assertThat(row.unit()).as(key).isEqualTo("word");
            } else if (value instanceof Integer) {
                assertThat(row.unit())
                        .as(key)
                        .isIn(
                                "tasks",
                                "threads",
                                "streams",
                                "tries",
                                "rounds",
                                "port",
                                "files",
                                "imports",
                                "transfers");
            } else {
                assertThat(row.unit()).as(key).isIn(UNITS_OF_TEXT);
            }
        });
    }

    @Test
    void each_effect_is_said_in_words() {
        assertThat(table).allSatisfy((key, row) -> assertThat(row.effect()).contains(" "));
    }

    /** The text of a cell, read as a setting of the default's type would be. */
    private static Object parsed(String cell, Object likeThis) {
        Settings settings = Settings.of(Map.of("cell", cell));
        if (likeThis instanceof Duration) {
            return settings.duration("cell", Duration.ofDays(-1), Duration.ofDays(-1), Duration.ofDays(36_500));
        }
        if (likeThis instanceof DataSize) {
            return DataSize.parse(cell).orElseThrow();
        }
        if (likeThis instanceof Integer) {
            return Integer.valueOf(cell);
        }
        if (likeThis instanceof Boolean) {
            return Boolean.valueOf(cell);
        }
        if (likeThis instanceof Enum<?> constant) {
            String name = cell.toUpperCase(Locale.ROOT).replace('-', '_');
            return Stream.of(constant.getDeclaringClass().getEnumConstants())
                    .map(Object.class::cast)
                    .filter(other -> other.toString().equals(name))
                    .findFirst()
                    .orElse(cell);
        }
        return cell.equals("none") ? "" : cell;
    }

    private static List<Class<?>> groups() throws IOException, ClassNotFoundException {
        List<Class<?>> groups = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Settings.java"))
                    .sorted()
                    .toList()) {
                String name =
                        MAIN.relativize(file).toString().replace(".java", "").replace('/', '.');
                if (!name.equals(Settings.class.getName())) {
                    groups.add(Class.forName(name));
                }
            }
        }
        return groups;
    }

    /** Builds the group from nothing by its {@code from}, with the name of the table where a queue's name belongs. */
    private static Map<String, Object> defaultsOf(Class<?> group) throws ReflectiveOperationException {
        Settings settings = Settings.defaults();
        Method from = Stream.of(group.getDeclaredMethods())
                .filter(method -> method.getName().equals("from"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(group + " is not read by a method `from`"));
        from.setAccessible(true);
        from.invoke(null, from.getParameterCount() == 1 ? new Object[] {settings} : new Object[] {settings, "<name>"});
        settings.requireValid();
        return settings.defaultsRead();
    }
}
