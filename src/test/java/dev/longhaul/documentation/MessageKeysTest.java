package dev.longhaul.documentation;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every text of the pages is shown somewhere, and everything that a page shows has a text. That all languages have the
 * same texts is a test of the class that reads them.
 */
class MessageKeysTest {

    private static final Path BUNDLES = Path.of("src/main/resources/dev/longhaul/shop");
    private static final Path FRAGMENTS = Path.of("src/main/webapp/WEB-INF/pages/status");

    private static final Pattern IN_QUOTES = Pattern.compile("[\"']([a-z][a-z-]*(?:\\.[a-z-]+)*)[\"']");
    private static final Pattern SHOWN =
            Pattern.compile("key=\"([a-z.-]+)\"|\\btext\\(\"((?!longhaul\\.)[a-z.-]+)\"[,)]");
    private static final Pattern COMPOSED =
            Pattern.compile("key=\"([a-z.]+\\.)\\$\\{|\"([a-z]+\\.(?:[a-z]+\\.)?)\" \\+");
    private static final Pattern REASONS =
            Pattern.compile("(?:Reason\\.of|\\b(?:CellFault|RecordRefused)Exception|\\.(?:warn|fault))\\(([^;{]+)[;{]");
    private static final Pattern FIGURES = Pattern.compile("(?:names|items)=\"([a-z -]+)\"");

    private final String java = text(Path.of("src/main/java"), ".java");
    private final String pages = text(Path.of("src/main/webapp"), ".jsp") + text(Path.of("src/main/webapp"), ".tag");
    private final Set<String> quoted = found(IN_QUOTES, java + pages);

    /**
     * What follows each prefix whose key is put together at run time: a status by the name of its fragment, a figure by
     * the list of names that a page gives to a tag, the others by a word that stands in quotes in the code.
     */
    private final Map<String, Predicate<String>> composed = Map.ofEntries(
            Map.entry("status.", fragments()::contains),
            Map.entry("lead.", name -> {
                String state = name.replaceFirst("\\.undo$", "");
                return fragments().contains(state) || state.equals("not-responding.cancelling");
            }),
            Map.entry("figure.", figures()::contains),
            Map.entry("field.", MessageKeysTest::isField),
            Map.entry("reading.", MessageKeysTest::isKindOfFile),
            Map.entry("columns.use.", MessageKeysTest::isUse),
            Map.entry("phase.", quoted::contains),
            Map.entry("outcome.", quoted::contains),
            Map.entry("mode.note.", names(WriteMode.values())::contains),
            Map.entry("account.refused.", quoted::contains),
            Map.entry("account.scope.", quoted::contains),
            Map.entry("audit.action.", quoted::contains),
            Map.entry("refusal.", quoted::contains),
            Map.entry("unsafe.", quoted::contains),
            Map.entry("reason.", quoted::contains),
            Map.entry("retry.refused.", quoted::contains),
            Map.entry("undo.bucket.", quoted::contains),
            Map.entry("undo.reason.", quoted::contains),
            Map.entry("undo.title.", quoted::contains),
            Map.entry("error.title.", MessageKeysTest::isStatus),
            Map.entry("error.sentence.", MessageKeysTest::isStatus));

    @Test
    void every_text_is_shown() {
        assertThat(keys("messages").stream().filter(key -> !isShown(key)))
                .as("keys that no page and no class uses")
                .isEmpty();
    }

    @Test
    void everything_shown_has_a_text() {
        Set<String> shown = found(SHOWN, java + pages);
        fragments().forEach(name -> shown.addAll(Set.of("status." + name, "lead." + name)));
        figures().forEach(name -> shown.add("figure." + name));
        Stream.of(ProductColumn.values()).forEach(column -> shown.add("field." + column.key()));
        names(FileFormat.Kind.values()).forEach(name -> shown.add("reading." + name));
        names(ColumnReading.Use.values()).forEach(name -> shown.add("columns.use." + name));

        assertThat(shown).hasSizeGreaterThan(100);
        shown.removeAll(keys("messages"));
        assertThat(shown).as("keys without a text").isEmpty();
    }

    /** Each code is written where a record is refused or questioned; a blank within quotes is a value. */
    @Test
    void every_reason_has_its_sentence() {
        Set<String> codes = new TreeSet<>();
        REASONS.matcher(java)
                .results()
                .forEach(call -> codes.addAll(found(Pattern.compile("\"([a-z]+(?:[.-][a-z]+)+)\""), call.group(1))));

        assertThat(codes).hasSizeGreaterThan(60).contains("price-missing.cost", "line-break", "key-repeated.last");
        codes.removeIf(code -> keys("messages").contains("reason." + code));
        assertThat(codes).as("reasons without a sentence").isEmpty();
    }

    @Test
    void every_prefix_of_a_key_put_together_at_run_time_is_listed_here() {
        Set<String> keys = keys("messages");
        // other texts are put together in the same way
        Predicate<String> isOfKeys = prefix -> keys.stream().anyMatch(key -> key.startsWith(prefix));

        assertThat(found(COMPOSED, java + pages).stream().filter(isOfKeys))
                .containsExactlyInAnyOrderElementsOf(composed.keySet());
    }

    private boolean isShown(String key) {
        return quoted.contains(key)
                || composed.entrySet().stream()
                        .anyMatch(entry -> key.startsWith(entry.getKey())
                                && entry.getValue()
                                        .test(key.substring(entry.getKey().length())));
    }

    private static boolean isField(String name) {
        return Stream.of(ProductColumn.values()).anyMatch(column -> column.key().equals(name));
    }

    private static boolean isKindOfFile(String name) {
        return names(FileFormat.Kind.values()).contains(name);
    }

    private static boolean isUse(String name) {
        return names(ColumnReading.Use.values()).contains(name);
    }

    private static Set<String> names(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isStatus(String name) {
        return name.matches("[45][0-9]{2}|other");
    }

    private static Set<String> fragments() {
        try (Stream<Path> files = Files.list(FRAGMENTS)) {
            return files.map(file -> file.getFileName().toString().replace(".jsp", ""))
                    .collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> figures() {
        return found(FIGURES, pages).stream()
                .flatMap(names -> Stream.of(names.split(" ")))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> keys(String bundle) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(bundle + ".properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static String text(Path root, String ending) {
        return Sources.below(root, ending).values().stream().collect(joining("\n"));
    }
}
