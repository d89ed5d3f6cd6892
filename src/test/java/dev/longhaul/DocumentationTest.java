package dev.longhaul;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about the code is true, as far as a machine can tell. */
class DocumentationTest {

    private static final Pattern KEY_IN_CODE = Pattern.compile("\"(longhaul\\.[a-z-]+\\.[a-z-]+)\"");
    private static final Pattern KEY_IN_TABLE = Pattern.compile("(?m)^\\| `(longhaul\\.[a-z-]+\\.[a-z-]+)` \\|");
    private static final Pattern EXAMPLE_IN_README = Pattern.compile("(?s)```java\\R(.*?)\\R```");
    private static final Pattern EXAMPLE_IN_CODE = Pattern.compile("(?sm)^ *// example\\R(.*?)\\R *// end of example");
    private static final Pattern LOCAL_LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    @Test
    void the_settings_table_names_every_setting_and_no_other() throws IOException {
        TreeSet<String> inCode;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            inCode = sources.filter(path -> path.toString().endsWith("Settings.java"))
                    .flatMap(path -> matches(KEY_IN_CODE, read(path)))
                    .collect(toCollection(TreeSet::new));
        }

        TreeSet<String> inTable =
                matches(KEY_IN_TABLE, read(Path.of("docs/settings.md"))).collect(toCollection(TreeSet::new));

        assertThat(inCode).isNotEmpty();
        assertThat(inTable).isEqualTo(inCode);
    }

    @Test
    void each_java_example_of_the_readme_is_compiled_and_run_in_a_test() throws IOException {
        Set<String> tested;
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            tested = sources.filter(path -> path.toString().endsWith(".java"))
                    .flatMap(path -> matches(EXAMPLE_IN_CODE, read(path)))
                    .map(String::stripIndent)
                    .collect(toSet());
        }

        assertThat(matches(EXAMPLE_IN_README, read(Path.of("README.md"))))
                .isNotEmpty()
                .isSubsetOf(tested);
    }

    @Test
    void every_local_link_of_the_documents_leads_somewhere() throws IOException {
        try (Stream<Path> documents = Files.walk(Path.of("docs"))) {
            Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), documents)
                    .filter(path -> path.toString().endsWith(".md"))
                    .forEach(path -> {
                        Path absolute = path.toAbsolutePath();
                        assertThat(matches(LOCAL_LINK, read(path)))
                                .as(path.toString())
                                .allMatch(link -> Files.exists(absolute.resolveSibling(link)));
                    });
        }
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
