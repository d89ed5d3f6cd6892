package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void the_first_colon_ends_the_name_and_text_is_utf_8() {
        assertThat(BasicCredentials.of(withHeader("Basic " + encoded("mära:a:b€"))))
                .contains(new BasicCredentials("mära", "a:b€"));
        assertThat(BasicCredentials.of(withHeader("bAsIc " + encoded(":")))).contains(new BasicCredentials("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic %%%", "Basic bm9jb2xvbg==", "Bearer abc", "Digest a"})
    void whatever_cannot_be_read_is_none(String header) {
        assertThat(BasicCredentials.of(withHeader(header))).isEmpty();
    }

    @Test
    void the_password_does_not_get_into_a_log() {
        assertThat(new BasicCredentials("mara", "secret").toString()).doesNotContain("secret");
    }

    private static HttpServletRequest withHeader(String value) {
        return new FakeRequest("GET", "/api/imports")
                .header("Authorization", value)
                .toRequest();
    }

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
