package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.security.ForgeryRefusedException;
import dev.longhaul.testing.FakeRequest;
import dev.longhaul.testing.FuzzSeeds;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any request to sign in, a part in each line of the input: it is answered, and leads to no other site. */
public class SignInFuzzTest {

    private static final ForgeryRule RULE = new ForgeryRule(Set.of("https://shop.example"), Set.of("/imports"));

    static Stream<byte[]> seeds() throws IOException {
        return FuzzSeeds.of(SignInFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_request_is_answered(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\n", 8);
        HttpServletRequest request = new FakeRequest(part(parts, 0), part(parts, 1))
                .header("Authorization", part(parts, 2))
                .cookie("longhaul-" + SignInCookies.SIGN_IN, part(parts, 3))
                .header("Origin", part(parts, 4))
                .header("Content-Type", part(parts, 5))
                .parameter("user", part(parts, 6))
                .toRequest();
        RequestShape.refusal(request);
        BasicCredentials.of(request)
                .ifPresent(credentials -> assertThat(credentials.user()).doesNotContain(":"));
        assertThat(SignInCookies.values(request, SignInCookies.SIGN_IN)).hasSize(1);
        requireOwnSite(ReturnPath.of(request));
        requireOwnSite(ReturnPath.of(part(parts, 7)));
        try {
            RULE.check(request);
        } catch (ForgeryRefusedException refused) {
            assertThat(refused.getMessage()).doesNotContain("\n", "\r");
        }
    }

    private static void requireOwnSite(ReturnPath path) {
        assertThat(path.value()).startsWith("/").doesNotStartWith("//").doesNotContain("\\", "\r", "\n");
        assertThat(path.signInPath()).startsWith(Paths.SIGN_IN).doesNotContain("\r", "\n");
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }
}
