package dev.longhaul.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code docs/architecture.md} says what the code says. With {@code -Dlonghaul.docs.write=true} the test first rewrites
 * what can be drawn from the code: the packages, and the numbers and counts of the hops. The hops themselves are
 * written by hand; the test fails where one is not as the code has it.
 */
class ArchitectureDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/architecture.md");
    private static final String BEGIN = "<!-- packages: written by ArchitectureDocumentTest -->\n";
    private static final String END = "<!-- end of packages -->";
    private static final String REWRITE =
            "docs/architecture.md is not what the code says; `mvn test -Dtest=ArchitectureDocumentTest"
                    + " -Dlonghaul.docs.write=true` rewrites it";

    @BeforeAll
    static void rewrite() throws IOException {
        if (Boolean.getBoolean("longhaul.docs.write")) {
            Files.writeString(DOCUMENT, drawn(Files.readString(DOCUMENT)));
        }
    }

    @Test
    void the_packages_are_drawn_as_they_are() throws IOException {
        String document = Files.readString(DOCUMENT);
        String drawn = withPackages(document);

        assertThat(linesOnlyIn(drawn, document)).as("missing: " + REWRITE).isEmpty();
        assertThat(linesOnlyIn(document, drawn))
                .as("no longer true: " + REWRITE)
                .isEmpty();
        assertThat(document).as("in another order: " + REWRITE).isEqualTo(drawn);
    }

    @Test
    void each_hop_of_a_trip_exists_and_is_reached_as_it_says() throws IOException {
        List<Trip> trips = Trip.of(Files.readString(DOCUMENT));
        CallGraph calls = new CallGraph(MainClasses.all());

        assertThat(trips).extracting(Trip::letter).containsExactly("A", "B", "C", "D");
        assertThat(trips).allSatisfy(trip -> assertThat(trip.hops()).isNotEmpty());
        assertThat(trips.stream().flatMap(trip -> calls.faults(trip).stream())).isEmpty();
    }

    @Test
    void the_hops_are_numbered_and_counted() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(document).as(REWRITE).isEqualTo(Trip.counted(document));
    }

    @ParameterizedTest
    @CsvSource({
        "Runs.cancel,RunInterventions.cancel,",
        "Runs.cancel,Runs.find,'trip A, hop 2: Runs.find is not called by Runs.cancel'",
        "Runs.cancel,Runs.vanish,'trip A, hop 2: Runs has no method vanish'",
        "Runs.cancel,Vanished.cancel,'trip A, hop 2: 0 classes are called Vanished'"
    })
    void a_hop_that_is_not_as_the_code_has_it_is_a_fault(String from, String to, @Nullable String fault) {
        String document = """
                ### A. A trip
                | 1 | starts | `%s` | Begins. |
                | 2 | calls | `%s` | Continues. |
                """.formatted(from, to);

        assertThat(new CallGraph(MainClasses.all()).faults(Trip.of(document).get(0)))
                .isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @Test
    void a_row_that_is_not_a_hop_is_not_passed_over() {
        assertThatThrownBy(() -> Trip.of("### A. A trip\n| 1 | starts | Runs.cancel | Begins. |\n"))
                .hasMessageContaining("not a hop");
    }

    @Test
    void the_figures_of_the_code_can_be_written_down() throws IOException {
        String figures = CodeFigures.text();

        assertThat(figures).contains("files per package", "late-bound fields", "test classes");
        if (Boolean.getBoolean("longhaul.docs.figures")) {
            Files.writeString(Path.of("target/architecture-figures.txt"), figures);
        }
    }

    private static List<String> linesOnlyIn(String one, String other) {
        List<String> lines = other.lines().toList();
        return one.lines().filter(line -> !lines.contains(line)).toList();
    }

    private static String drawn(String document) {
        return Trip.counted(withPackages(document));
    }

    private static String withPackages(String document) {
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        assertThat(begin).as("the mark " + BEGIN.strip()).isBetween(BEGIN.length(), end);
        return document.substring(0, begin)
                + "\n" + new PackagePicture(MainClasses.all()).markdown()
                + "\n" + document.substring(end);
    }
}
