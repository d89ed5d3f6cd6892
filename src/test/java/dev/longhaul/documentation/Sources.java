package dev.longhaul.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The text of files. */
final class Sources {

    private Sources() {}

    /** Every file below the directory whose name ends so, in order. */
    static Map<Path, String> below(Path root, String ending) {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(ending)).forEach(file -> texts.put(file, read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
