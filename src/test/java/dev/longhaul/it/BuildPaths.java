package dev.longhaul.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

    static Path servers() {
        return TARGET.resolve("servers");
    }

    /** One directory for each server process by its name; nothing in it outlives the test run. */
    static Path workOf(String name) {
        return TARGET.resolve("it").resolve(name);
    }

    static Path driverOfPostgresql() {
        return servers().resolve("postgresql.jar");
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
                throw new IllegalStateException("expected one unpacked server " + prefix + "* in " + servers()
                        + ", found " + found + "; mvn clean removes old ones, mvn verify unpacks the pinned one");
            }
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no unpacked servers in " + servers(), e);
        }
    }
}
