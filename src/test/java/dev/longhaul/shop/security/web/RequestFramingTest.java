package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "shop.example:8443", "127.0.0.1:80", "[::1]:8080", "[fe80::1]", "a_b-c"})
    void a_host_is_a_name_or_an_address_with_or_without_a_port(String host) {
        assertThat(isClear(post().header("Host", host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a b", "a,b", "a/b", "", "a:b", "[::1", "a:123456", "a\tb"})
    void anything_else_is_refused(String host) {
        assertThat(isClear(post().header("Host", host))).isFalse();
    }

    @Test
    void two_hosts_are_refused() {
        assertThat(isClear(post().header("Host", "a").header("Host", "a"))).isFalse();
    }

    @Test
    void the_end_of_the_body_is_told_once() {
        assertThat(isClear(post())).isTrue();
        assertThat(isClear(post().header("Content-Length", "5"))).isTrue();
        assertThat(isClear(post().header("Transfer-Encoding", "Chunked"))).isTrue();
        assertThat(isClear(post().header("Content-Length", "5").header("Content-Length", "5")))
                .isFalse();
        assertThat(isClear(post().header("Content-Length", "5").header("Transfer-Encoding", "chunked")))
                .isFalse();
        assertThat(isClear(post().header("Transfer-Encoding", "chunked").header("Transfer-Encoding", "chunked")))
                .isFalse();
        assertThat(isClear(post().header("Transfer-Encoding", "gzip, chunked"))).isFalse();
        assertThat(isClear(post().header("Content-Length", "+5"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/3", ""})
    void other_versions_are_refused(String version) {
        assertThat(isClear(post().protocol(version))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2"})
    void versions_in_use_pass(String version) {
        assertThat(isClear(post().protocol(version))).isTrue();
    }

    private static FakeRequest post() {
        return new FakeRequest("POST", "/imports");
    }

    private static boolean isClear(FakeRequest request) {
        return RequestFraming.isClear(request.toRequest());
    }
}
