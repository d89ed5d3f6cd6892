package dev.longhaul.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server's distribution as Maven downloads it. The run command unpacks it itself, so that {@code mvn install
 * -DskipTests} needs no server.
 */
record ServerArchive(Path zip) {

    /**
     * The archive that the run command was given in the system property {@code longhaul.run.wildfly} or
     * {@code longhaul.run.payara}. Without one, the build has unpacked the server already.
     */
    static Optional<ServerArchive> ofBuild(ServerKind kind) {
        String property = "longhaul.run." + kind.name().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(property)).map(zip -> new ServerArchive(Path.of(zip)));
    }

    /** Unpacks the archive's one directory into this one, unless an earlier start or the build has done so. */
    void unpackOnce(Path servers) {
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
            Path home = onlyDirectory(archive);
            String name = home.getFileName().toString();
            if (Files.exists(servers.resolve(name))) {
                return;
            }
            Path half = servers.resolve("unpacking-" + name);
            Directories.remove(half);
            Files.createDirectories(half);
            Directories.copy(home, half);
            keepExecutable(home, half);
            Files.move(half, servers.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + zip + " into " + servers, e);
        }
    }

    private Path onlyDirectory(FileSystem archive) throws IOException {
        try (Stream<Path> entries = Files.list(archive.getPath("/"))) {
            List<Path> found = entries.filter(Files::isDirectory).toList();
            if (found.size() != 1) {
                throw new IOException(zip + " must hold one directory, holds " + found);
            }
            return found.get(0);
        }
    }

    /** A copy out of an archive has the permissions of a new file. */
    private static void keepExecutable(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (Files.isRegularFile(entry)) {
                    Files.setPosixFilePermissions(
                            to.resolve(from.relativize(entry).toString()), Files.getPosixFilePermissions(entry));
                }
            }
        }
    }
}
