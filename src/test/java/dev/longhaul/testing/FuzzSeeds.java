package dev.longhaul.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a fuzz test reads in each build: the files in {@code src/test/fuzz} under its name, each whole and in a few
 * broken variants that are always the same. Jazzer starts from the same files; docs/testing.md has the command.
 */
public final class FuzzSeeds {

    private static final int VARIANTS = 100;

    private FuzzSeeds() {}

    /** Of this class; at least one. */
    public static Stream<byte[]> of(Class<?> fuzzTest) throws IOException {
        Path directory = Path.of("src/test/fuzz", fuzzTest.getName().substring("dev.longhaul.".length()));
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().flatMap(FuzzSeeds::variants).toList().stream();
        }
    }

    private static Stream<byte[]> variants(Path file) {
        byte[] seed = bytes(file);
        Random random = new Random(Arrays.hashCode(seed));
        List<byte[]> variants = new ArrayList<>(List.of(seed, new byte[0]));
        for (int i = 0; i < VARIANTS && seed.length > 0; i++) {
            byte[] variant = Arrays.copyOf(seed, 1 + random.nextInt(seed.length));
            variant[random.nextInt(variant.length)] = (byte) random.nextInt(256);
            variants.add(variant);
        }
        return variants.stream();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
