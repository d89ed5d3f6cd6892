package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.problem.InvalidRequestException;
import dev.longhaul.testing.FuzzSeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as the JSON of a user: it is a change, or it is refused with a sentence. */
public class UserBodyFuzzTest {

    static Stream<byte[]> seeds() throws IOException {
        return FuzzSeeds.of(UserBodyFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_body_is_answered(byte[] input) throws IOException {
        fuzzerTestOneInput(input);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            UserBody.read("mara", new ByteArrayInputStream(input));
        } catch (InvalidRequestException refused) {
            if (refused.getMessage() == null) {
                throw new AssertionError("refused without a sentence", refused);
            }
        }
    }
}
