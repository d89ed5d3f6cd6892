package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/imports", "/imports/3f1c?page=2&sort=a%20b", "/imports/a~b_c.csv", "/imports?q=//not.a.host"})
    void a_page_of_ours_is_returned_to(String path) {
        assertThat(ReturnPath.of(path).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "imports",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/imports//evil",
                "http://evil.example/",
                "javascript:alert(1)",
                " /imports",
                "/\t/evil.example",
                "/imports\r\nSet-Cookie: a=b",
                "/imports\n",
                "/%0d%0a/../x/..",
                "/../other",
                "/imports/../../other",
                "/imports/%2E%2e/other",
                "/imports/.",
                "/<script>",
                "/\"onmouseover=\"",
                "/api/imports",
                "/events/imports/1",
                "/sign-in",
                "/sign-in?return=/sign-in",
                "/sign-out",
                "/é"
            })
    void anything_else_leads_to_the_start(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo(ReturnPath.START);
    }

    @Test
    void a_path_of_absurd_length_leads_to_the_start() {
        assertThat(ReturnPath.of("/" + "a".repeat(2000))).isEqualTo(ReturnPath.START);
    }

    @Test
    void the_page_asked_for_is_kept_with_its_query_through_the_sign_in_page() {
        ReturnPath path = ReturnPath.of(new FakeRequest("GET", "/imports/7?a=b&c=d").toRequest());

        assertThat(path.value()).isEqualTo("/imports/7?a=b&c=d");
        assertThat(path.signInPath()).isEqualTo("/sign-in?return=%2Fimports%2F7%3Fa%3Db%26c%3Dd");
    }

    @Test
    void a_post_is_not_repeated_after_signing_in() {
        ReturnPath path = ReturnPath.of(new FakeRequest("POST", "/imports/7/cancellation").toRequest());

        assertThat(path).isEqualTo(ReturnPath.START);
        assertThat(path.signInPath()).isEqualTo("/sign-in");
    }
}
