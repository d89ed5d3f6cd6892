package dev.longhaul.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Files that lie beside the repository, in {@code shared} of a directory above; they are not part of it. */
public final class SharedFiles {

    private SharedFiles() {}

    /**
     * The bytes of a file such as {@code data/products.csv}. Without them the test is skipped and says so, except where
     * all tests must run.
     */
    public static byte[] require(String name) {
        Path file = find(name);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(file).as("shared/%s in a directory above", name).isNotNull();
        }
        Assumptions.assumeTrue(file != null, "shared/" + name + " is in no directory above; skipped without it");
        try {
            return Files.readAllBytes(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path find(String name) {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path file = directory.resolve("shared").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}
