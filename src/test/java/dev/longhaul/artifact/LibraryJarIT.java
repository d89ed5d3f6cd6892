package dev.longhaul.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.LibraryPackages;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars as they are installed, which the phase {@code package} makes. */
class LibraryJarIT {

    private static final Path LIBRARY = Path.of("target/longhaul-library.jar").toAbsolutePath();
    private static final Path SOURCES = Path.of("src/test/java/dev/longhaul/artifact");

    @TempDir
    private Path classes;

    @Test
    void the_library_holds_everything_below_the_root_package_but_the_application() throws IOException {
        assertThat(filesIn(LIBRARY, "dev/"))
                .contains("dev/longhaul/cancellation/CancellationSource.class", "dev/longhaul/run/V1__runs.sql")
                .isEqualTo(built(LibraryPackages::contain));
    }

    @Test
    void the_licence_is_in_each_jar_and_the_pom_of_the_war_in_none() throws IOException {
        for (String jar : List.of("longhaul-library.jar", "longhaul-test-kit.jar")) {
            assertThat(filesIn(Path.of("target", jar), "META-INF/"))
                    .contains("META-INF/LICENSE")
                    .noneMatch(file -> file.startsWith("META-INF/maven/"));
        }
    }

    @Test
    void the_test_kit_holds_no_fixture_of_our_own_tests() throws IOException {
        assertThat(filesIn(Path.of("target/longhaul-test-kit.jar"), "dev/"))
                .contains("dev/longhaul/testkit/SettableClock.class")
                .allMatch(file -> file.startsWith("dev/longhaul/testkit/"));
    }

    @Test
    void neither_the_run_command_nor_the_test_kit_is_in_the_war() throws IOException {
        assertThat(filesIn(Path.of("target/longhaul.war"), "WEB-INF/classes/dev/longhaul/"))
                .contains("WEB-INF/classes/dev/longhaul/run/Run.class")
                .noneMatch(file -> file.contains("/launcher/") || file.contains("/testkit/"));
    }

    @Test
    void a_plain_java_application_compiles_without_a_warning_and_runs_on_the_one_jar() throws Exception {
        compile(SOURCES.resolve("PlainApplication.java"));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        LIBRARY + File.pathSeparator + classes,
                        PlainApplication.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said.strip()).isEqualTo("CANCELLED: enough");
    }

    private void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-cp",
                                    LIBRARY.toString(),
                                    "-d",
                                    classes.toString(),
                                    "-Xlint:all",
                                    "-Werror",
                                    "-proc:none",
                                    "--release",
                                    "17"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        assertThat(said.toString()).isEmpty();
    }

    private static Set<String> filesIn(Path jar, String prefix) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static Set<String> built(Predicate<String> wanted) throws IOException {
        Path root = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
                    .filter(wanted)
                    .collect(toCollection(TreeSet::new));
        }
    }
}
