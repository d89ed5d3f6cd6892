package dev.longhaul.shop.security.rest;

import dev.longhaul.testing.FuzzSeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as the JSON of a user: it is a change or it is not. */
public class UserChangeFuzzTest {

    static Stream<byte[]> seeds() throws IOException {
        return FuzzSeeds.of(UserChangeFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_body_is_answered(byte[] input) throws IOException {
        fuzzerTestOneInput(input);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        UserChange.read("mara", new ByteArrayInputStream(input));
    }
}
