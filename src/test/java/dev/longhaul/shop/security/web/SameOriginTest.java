package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameOriginTest {

    private final SameOrigin rule = new SameOrigin(Set.of("https://shop.example"));

    @Test
    void the_servers_own_origin_passes() {
        assertThat(rule.allows(post().header("Origin", "http://127.0.0.1:8080").toRequest()))
                .isTrue();
        assertThat(rule.allows(post().sentTo("https", "Shop.Local", 443)
                        .header("Origin", "https://shop.local")
                        .toRequest()))
                .isTrue();
        assertThat(rule.allows(post().sentTo("http", "shop.local", 80)
                        .header("Origin", "http://shop.local")
                        .toRequest()))
                .isTrue();
    }

    /** Undertow answers the address without its brackets, Grizzly with them. */
    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void the_servers_own_origin_may_be_an_ipv6_address(String host) {
        assertThat(rule.allows(post().sentTo("http", host, 8080)
                        .header("Origin", "http://[::1]:8080")
                        .toRequest()))
                .isTrue();
        assertThat(rule.allows(post().sentTo("https", host, 443)
                        .header("Origin", "https://[::1]")
                        .toRequest()))
                .isTrue();
        assertThat(rule.allows(post().sentTo("http", host, 8080)
                        .header("Origin", "http://[::2]:8080")
                        .toRequest()))
                .isFalse();
    }

    @Test
    void an_origin_of_the_settings_passes() {
        assertThat(rule.allows(post().header("Origin", "https://shop.example").toRequest()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://evil.example",
                "https://127.0.0.1:8080",
                "http://127.0.0.1",
                "http://127.0.0.1:8081",
                "http://127.0.0.1:8080.evil.example",
                "http://127.0.0.1:8080/",
                "http://127.0.0.1:8080 http://evil.example",
                "http://shop.example"
            })
    void any_other_origin_is_foreign(String origin) {
        assertThat(rule.allows(post().header("Origin", origin).toRequest())).isFalse();
    }

    @Test
    void of_two_origins_the_foreign_one_counts() {
        assertThat(rule.allows(post().header("Origin", "http://127.0.0.1:8080")
                        .header("Origin", "http://evil.example")
                        .toRequest()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "", "nonsense"})
    void a_page_of_another_site_is_foreign_even_with_our_origin(String site) {
        assertThat(rule.allows(post().header("Origin", "http://127.0.0.1:8080")
                        .header("Sec-Fetch-Site", site)
                        .toRequest()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void our_page_or_no_page_at_all_passes_but_does_not_excuse_a_foreign_origin(String site) {
        assertThat(rule.allows(post().header("Sec-Fetch-Site", site).toRequest()))
                .isTrue();
        assertThat(rule.allows(post().header("Sec-Fetch-Site", site)
                        .header("Origin", "null")
                        .toRequest()))
                .isFalse();
    }

    @Test
    void a_program_sends_neither_and_passes() {
        assertThat(rule.allows(post().toRequest())).isTrue();
    }

    private static FakeRequest post() {
        return new FakeRequest("POST", "/imports");
    }
}
