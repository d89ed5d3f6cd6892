package dev.longhaul.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files and directories that no other user of the machine may read, whatever the umask of this process is. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** Makes the directory, or closes one that exists; what is in it keeps its permissions. */
    static Path directory(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.setPosixFilePermissions(directory, DIRECTORY);
    }

    /** Writes a new file, or replaces one. It is never open to others, not even while it is empty. */
    static Path write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        return Files.writeString(file, text);
    }

    /** Takes what others may do from everything below this directory and from itself. Follows no links. */
    static void close(Path directory) throws IOException {
        directory(directory);
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (!Files.isSymbolicLink(entry)) {
                    Set<PosixFilePermission> own = EnumSet.copyOf(Files.getPosixFilePermissions(entry));
                    own.retainAll(DIRECTORY);
                    Files.setPosixFilePermissions(entry, own);
                }
            }
        }
    }

    /** The command, run so that all it makes is closed to others. The process is the command's own. */
    static List<String> command(List<String> command) {
        return Stream.concat(Stream.of("/bin/sh", "-c", "umask 077 && exec \"$@\"", "sh"), command.stream())
                .toList();
    }
}
