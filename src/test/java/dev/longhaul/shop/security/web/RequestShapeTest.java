package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestShapeTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE"})
    void the_methods_in_use_pass(String method) {
        assertThat(RequestShape.refusal(new FakeRequest(method, "/imports").toRequest()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "CONNECT", "PATCH", "get", "Post", "FOO", ""})
    void other_methods_are_refused(String method) {
        assertThat(RequestShape.refusal(new FakeRequest(method, "/imports").toRequest()))
                .contains(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/imports/8c1d-4f/rejects.csv",
                "/samples/products.csv",
                "/assets/pico.min.css",
                "/imports?return=//a;b/../%2f",
                "/imports/%C3%A9"
            })
    void an_unambiguous_path_passes(String path) {
        assertThat(RequestShape.refusal(new FakeRequest("GET", path).toRequest()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/imports;jsessionid=1",
                "/imports;x=1/",
                "//imports",
                "/imports//1",
                "/imports/.",
                "/imports/./1",
                "/assets/../imports",
                "/imports/..",
                "/imports/%2e%2e/x",
                "/imports/%2E",
                "/imports%2f1",
                "/imports%5C1",
                "/imports\\1",
                "/imports/%252e",
                "/imports%00",
                "/imports%3bx",
                "/imports%0d%0aa",
                "/imports/\u0001"
            })
    void a_path_that_two_readers_could_read_differently_is_refused(String path) {
        assertThat(RequestShape.refusal(new FakeRequest("GET", path).toRequest()))
                .contains(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products?after=a%00b", "/api/imports?startKey=%00", "/sign-in?a=1&return=\0"})
    void a_nul_in_the_query_is_refused(String path) {
        assertThat(RequestShape.refusal(new FakeRequest("GET", path).toRequest()))
                .contains(400);
    }

    @Test
    void an_encoded_percent_before_two_zeros_is_no_nul() {
        assertThat(RequestShape.refusal(new FakeRequest("GET", "/api/products?after=%2500").toRequest()))
                .isEmpty();
    }

    @Test
    void a_nul_in_any_header_is_refused() {
        assertThat(RequestShape.refusal(new FakeRequest("POST", "/api/imports")
                        .header("Idempotency-Key", "a")
                        .header("Idempotency-Key", "a\0b")
                        .toRequest()))
                .contains(400);
    }

    @Test
    void a_body_on_a_method_without_one_is_refused() {
        assertThat(RequestShape.refusal(new FakeRequest("GET", "/imports")
                        .header("Content-Length", "1")
                        .toRequest()))
                .contains(400);
        assertThat(RequestShape.refusal(new FakeRequest("HEAD", "/imports")
                        .header("Transfer-Encoding", "chunked")
                        .toRequest()))
                .contains(400);
        assertThat(RequestShape.refusal(new FakeRequest("GET", "/imports")
                        .header("Content-Type", "Multipart/Form-Data; boundary=x")
                        .toRequest()))
                .contains(400);
    }

    @Test
    void a_get_that_says_it_has_no_body_passes() {
        assertThat(RequestShape.refusal(new FakeRequest("GET", "/imports")
                        .header("Content-Length", "0")
                        .toRequest()))
                .isEmpty();
    }

    @Test
    void more_cookies_than_a_server_counts_are_refused() {
        assertThat(RequestShape.refusal(new FakeRequest("GET", "/imports")
                        .header("Cookie", "a=1; ".repeat(49) + "a=1")
                        .toRequest()))
                .isEmpty();
        assertThat(RequestShape.refusal(new FakeRequest("GET", "/imports")
                        .header("Cookie", "a=1; ".repeat(50) + "a=1")
                        .toRequest()))
                .contains(400);
    }

    @Test
    void a_post_may_have_a_body() {
        assertThat(RequestShape.refusal(new FakeRequest("POST", "/imports")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .header("Transfer-Encoding", "chunked")
                        .toRequest()))
                .isEmpty();
    }
}
