package dev.longhaul.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The formatter cuts a line comment that is too long and leaves the rest on a line of its own, before a line that was
 * whole. Such a stub is a line of the comment that has room for the first word of the next line, and has either at most
 * three words or at most 40 characters that end within a sentence.
 */
class LineCommentsTest {

    private static final int LONGEST_LINE = 120;
    private static final int MOST_WORDS = 3;
    private static final int MOST_CHARACTERS = 40;
    private static final Pattern COMMENT = Pattern.compile("( *)// (\\S.*)");

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void no_line_comment_was_broken_by_the_formatter(String root) {
        List<String> broken = new ArrayList<>();
        Sources.below(Path.of(root), ".java")
                .forEach((file, text) -> stubs(text).forEach(line -> broken.add(file + ":" + line)));

        assertThat(broken).as("comments to be wrapped anew by hand").isEmpty();
    }

    @Test
    void a_stub_between_two_lines_of_a_comment_is_found() {
        String sentence =
                "    // one that is as long as a line may be, so that its author had to continue on the line that is";
        String broken = sentence + "\n    // next\n    // and here it goes on.\n";
        String whole = sentence + "\n    // next and here it goes on.\n    // A second sentence may begin a line.\n";

        assertThat(stubs(broken)).containsExactly("2: next");
        assertThat(stubs(whole)).isEmpty();
    }

    private static List<String> stubs(String text) {
        List<String> lines = text.lines().toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher line = COMMENT.matcher(lines.get(i));
            Matcher next = COMMENT.matcher(lines.get(i + 1));
            if (line.matches() && next.matches() && line.group(1).equals(next.group(1))) {
                String[] words = line.group(2).split(" ", -1);
                String following = next.group(2);
                int needed = lines.get(i).length() + 1 + following.split(" ", -1)[0].length();
                boolean isCut = line.group(2).length() <= MOST_CHARACTERS && Character.isLowerCase(following.charAt(0));
                boolean isStub = words.length <= MOST_WORDS || isCut;
                if (needed <= LONGEST_LINE && isStub) {
                    found.add(i + 1 + ": " + line.group(2));
                }
            }
        }
        return found;
    }
}
