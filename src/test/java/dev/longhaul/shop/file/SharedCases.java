package dev.longhaul.shop.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Small files that lie beside the repository, in {@code shared/cases} of a directory above; they are no part of it. */
public final class SharedCases {

    private SharedCases() {}

    /** The file's bytes. Without them the test is skipped and says so, except where all tests must run. */
    public static byte[] require(String name) {
        Path file = find(name);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(file).as("shared/cases/%s in a directory above", name).isNotNull();
        }
        Assumptions.assumeTrue(file != null, "shared/cases/" + name + " is in no directory above; skipped without it");
        try {
            return Files.readAllBytes(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path find(String name) {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path file = directory.resolve("shared/cases").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}
