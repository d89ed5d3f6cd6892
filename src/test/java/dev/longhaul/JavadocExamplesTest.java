package dev.longhaul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Javadoc of Java 17 has no snippets. So each code block of the Javadoc must stand, line for line, between {@code //
 * example} and {@code // end of example} in a test, where it is compiled and run.
 */
class JavadocExamplesTest {

    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code\\R(.*?)\\R[ *]*\\}</pre>", Pattern.DOTALL);
    private static final Pattern EXAMPLE =
            Pattern.compile("^ *// example\\R(.*?)\\R *// end of example", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ANY_PRE = Pattern.compile("<pre>");

    @Test
    void each_code_block_in_the_javadoc_is_compiled_and_run_in_a_test() throws IOException {
        Set<String> examples = sources(Path.of("src/test/java")).stream()
                .flatMap(source -> EXAMPLE.matcher(source).results())
                .map(match -> match.group(1).stripIndent())
                .collect(Collectors.toSet());

        List<String> blocks = sources(Path.of("src/main/java")).stream()
                .flatMap(source -> BLOCK.matcher(source).results())
                .map(match -> withoutStars(match.group(1)))
                .toList();

        assertThat(blocks).isNotEmpty();
        assertThat(examples).containsAll(blocks);
    }

    @Test
    void no_code_block_escapes_the_comparison_by_its_form() throws IOException {
        for (String source : sources(Path.of("src/main/java"))) {
            assertThat(count(BLOCK, source)).describedAs(source).isEqualTo(count(ANY_PRE, source));
        }
    }

    private static String withoutStars(String javadoc) {
        return javadoc.lines()
                .map(line -> line.replaceFirst("^ *\\* ?", ""))
                .collect(Collectors.joining("\n"))
                .stripIndent();
    }

    private static long count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().count();
    }

    private static List<String> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(JavadocExamplesTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
