package dev.longhaul.launcher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Runs a command line tool to its end. */
final class Commands {

    private Commands() {}

    static String output(Duration atMost, String... command) {
        return output(atMost, Arrays.asList(command));
    }

    /**
     * What the command printed on both of its streams.
     *
     * @throws IllegalStateException with that text, when it fails or takes longer; it is killed then
     */
    static String output(Duration atMost, List<String> command) {
        try {
            Path file = Files.createTempFile("longhaul-", ".out");
            try {
                // a file, because a full pipe would stop a command that nobody reads from
                Process process = new ProcessBuilder(OwnerOnly.command(command))
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
                if (!process.waitFor(atMost.toMillis(), MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new IllegalStateException(
                            command + " did not end within " + atMost + ":\n" + Files.readString(file));
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException(
                            command + " ended with " + process.exitValue() + ":\n" + Files.readString(file));
                }
                return Files.readString(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}
