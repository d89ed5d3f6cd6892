package dev.longhaul.documentation;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of known attacks has every row, and the tests that it names exist. */
class KnownAttacksTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([SE][0-9]{2}) \\|[^|]*\\|([^|]*)\\|$");
    private static final Pattern TEST = Pattern.compile("\\b[A-Z][A-Za-z0-9]*(?:Test|IT)\\b");
    private static final Pattern TEST_METHOD = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))#([a-z0-9_]+)`");
    private static final int MIN_REFUSED_BY_A_TEST = 75;

    private final String document = Sources.read(Path.of("docs/security.md"));
    private final String table =
            document.substring(document.indexOf("\n## Known attacks"), document.indexOf("\n## Seen failing"));
    private final Set<Path> sources =
            Sources.below(Path.of("src/test/java"), ".java").keySet();

    @Test
    void every_attack_has_a_row_and_at_least_75_are_refused_by_a_test() {
        List<String> expected =
                Stream.concat(numbered("S", 50), numbered("E", 34)).toList();

        assertThat(ROW.matcher(table).results().map(row -> row.group(1))).containsExactlyElementsOf(expected);
        assertThat(ROW.matcher(table).results().filter(row -> TEST.matcher(row.group(2))
                        .find()))
                .hasSizeGreaterThanOrEqualTo(MIN_REFUSED_BY_A_TEST);
    }

    @Test
    void every_test_that_the_document_names_exists() {
        Set<String> classes = sources.stream().map(KnownAttacksTest::className).collect(toSet());

        assertThat(TEST.matcher(document).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(classes);
    }

    @Test
    void every_test_method_that_the_document_names_exists() {
        List<String> missing = TEST_METHOD
                .matcher(document)
                .results()
                .filter(test -> !sourceOf(test.group(1)).contains("void " + test.group(2) + "("))
                .map(test -> test.group())
                .toList();

        assertThat(TEST_METHOD.matcher(document).results()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(missing).isEmpty();
    }

    private String sourceOf(String name) {
        return sources.stream()
                .filter(file -> className(file).equals(name))
                .map(Sources::read)
                .findFirst()
                .orElse("");
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Stream<String> numbered(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> String.format("%s%02d", letter, number));
    }
}
