package dev.longhaul.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a test leaves what it measured and does not judge: a line in the output of the build and in
 * {@code target/figures.txt}. Safe for any number of threads.
 */
public final class Figures {

    private static final Path FILE = Path.of("target", "figures.txt");

    private Figures() {}

    /** Adds a line. */
    public static synchronized void note(String line) {
        System.out.println("FIGURE " + line);
        try {
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note: " + line, e);
        }
    }
}
