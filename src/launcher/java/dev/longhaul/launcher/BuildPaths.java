package dev.longhaul.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** Where the build puts what servers need. Maven runs every test in the project's directory. */
public final class BuildPaths {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private BuildPaths() {}

    /** The file that users deploy; made by the phase {@code package}. */
    public static Path war() {
        return TARGET.resolve("longhaul.war");
    }

    public static Path serverConfig(String server) {
        return Path.of("server-config").toAbsolutePath().resolve(server);
    }

    /** What every server's JVM is started with, from the file {@code jvm.options} of server-config. */
    public static List<String> jvmOptions() {
        Path file = serverConfig("jvm.options");
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static Path servers() {
        return TARGET.resolve("servers");
    }

    /** One directory for each server process by its name; nothing in it outlives the test run. */
    public static Path workOf(String name) {
        return TARGET.resolve("it").resolve(name);
    }

    /** The jar of the class path, whose version is the build's. */
    static Path driverOfPostgresql() {
        try {
            return Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("pgjdbc is not in a file", e);
        }
    }

    static Path wildfly() {
        return only("wildfly-");
    }

    static Path payara() {
        return only("payara");
    }

    private static Path only(String prefix) {
        try (Stream<Path> entries = Files.list(servers())) {
            List<Path> found = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(prefix))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException(
                        "expected one unpacked server " + prefix + "* in " + servers() + ", found " + found
                                + "; mvn clean removes old ones, mvn verify and the run command unpack the pinned one");
            }
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no unpacked servers in " + servers(), e);
        }
    }
}
