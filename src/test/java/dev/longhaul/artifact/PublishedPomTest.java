package dev.longhaul.artifact;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.longhaul.LibraryPackages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedPomTest {

    private static final Pattern JAR = Pattern.compile("/([^/]+\\.jar)!");

    private final PublishedPom library = PublishedPom.of("longhaul");

    @Test
    void the_library_names_each_jar_that_its_classes_use_and_no_other() {
        Set<String> named = library.dependencies().stream()
                .filter(dependency -> !dependency.scope().equals("runtime"))
                .map(PublishedPom.Dependency::jar)
                .collect(toCollection(TreeSet::new));

        assertThat(jarsUsedBy(LibraryPackages.names())).isEqualTo(named);
    }

    @Test
    void no_jar_reaches_a_user_of_the_library_unasked() {
        assertThat(library.dependencies())
                .isNotEmpty()
                .noneMatch(PublishedPom.Dependency::comesUnasked)
                .noneMatch(dependency -> dependency.version().contains("@"));
    }

    @Test
    void the_sbom_of_the_library_names_each_jar_of_its_pom_that_no_server_brings() throws IOException {
        assertThat(Sbom.ofLibrary().parts())
                .extracting(part -> part.getString("name") + "-" + part.getString("version") + ".jar")
                .containsExactlyInAnyOrderElementsOf(library.dependencies().stream()
                        .filter(dependency -> !dependency.scope().equals("provided"))
                        .map(PublishedPom.Dependency::jar)
                        .toList());
        assertThat(Sbom.ofLibrary().parts()).allSatisfy(part -> assertThat(part.getString("purl"))
                .isEqualTo("pkg:maven/%s/%s@%s?type=jar"
                        .formatted(part.getString("group"), part.getString("name"), part.getString("version"))));
    }

    @Test
    void the_test_kit_brings_the_library_and_nothing_else() {
        assertThat(PublishedPom.of("longhaul-test").dependencies())
                .filteredOn(PublishedPom.Dependency::comesUnasked)
                .containsExactly(new PublishedPom.Dependency("longhaul", library.text("version"), "compile", false));
    }

    @Test
    void tokens_queues_and_request_tokens_use_only_what_the_server_brings() {
        Set<String> platform = library.dependencies().stream()
                .filter(dependency -> dependency.scope().equals("provided"))
                .map(PublishedPom.Dependency::jar)
                .collect(toCollection(TreeSet::new));
        platform.add(jarNamed("jspecify"));

        assertThat(platform)
                .containsAll(jarsUsedBy(Set.of("cancellation", "lifecycle", "settings", "background", "request")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "licenses", "developers", "scm"})
    void the_three_poms_of_the_build_agree(String element) {
        String own = PublishedPom.read(Path.of("pom.xml")).text(element);

        assertThat(own).isNotEmpty();
        assertThat(library.text(element)).isEqualTo(own);
        assertThat(PublishedPom.of("longhaul-test").text(element)).isEqualTo(own);
    }

    @Test
    void the_documentation_of_the_root_package_says_where_each_package_is_read() throws IOException {
        String text = Files.readString(Path.of("src/main/java/dev/longhaul/package-info.java"));

        assertThat(LibraryPackages.names()).isNotEmpty().allSatisfy(name -> assertThat(text)
                .contains("{@code " + name + "}"));
    }

    private String jarNamed(String artifactId) {
        return library.dependencies().stream()
                .filter(dependency -> dependency.artifactId().equals(artifactId))
                .map(PublishedPom.Dependency::jar)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> jarsUsedBy(Set<String> packages) {
        return new ClassFileImporter()
                        .importPaths(packages.stream()
                                .map(name -> Path.of("target/classes/dev/longhaul", name))
                                .toList())
                        .stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .flatMap(PublishedPomTest::jarOf)
                        .collect(toCollection(TreeSet::new));
    }

    /** Nothing for what is Java's or our own. */
    private static Stream<String> jarOf(JavaClass type) {
        if (type.isPrimitive() || type.getPackageName().startsWith("dev.longhaul")) {
            return Stream.empty();
        }
        URI source = type.getSource()
                .orElseThrow(() -> new IllegalStateException(type.getName() + " is not on the class path"))
                .getUri();
        Matcher jar = JAR.matcher(source.toString());
        return jar.find() ? Stream.of(jar.group(1)) : Stream.empty();
    }
}
