package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.security.ForgeryRefusedException;
import dev.longhaul.shop.security.ForgeryTokens;
import dev.longhaul.testing.FakeRequest;
import dev.longhaul.testing.FakeResponse;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeryFilterTest {

    private static final String COOKIE = "c".repeat(43);
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

    private final ForgeryFilter filter =
            new ForgeryFilter(new ForgeryRule(Set.of(), Set.of("/imports", "/api/imports")));
    private final AtomicInteger passed = new AtomicInteger();
    private final FakeResponse response = new FakeResponse();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_request_that_changes_nothing_needs_nothing(String method) {
        send(new FakeRequest(method, "/imports").header("Origin", "http://evil.example"), COOKIE);

        assertThat(passed).hasValue(1);
    }

    @Test
    void a_form_with_the_token_passes() {
        send(form("/sign-out").parameter("forgery-token", token()), COOKIE);

        assertThat(passed).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void without_the_token_it_is_refused_and_nothing_is_called(String method) {
        send(new FakeRequest(method, "/sign-out").header("Content-Type", FORM), COOKIE);

        assertRefused();
    }

    @Test
    void a_script_sends_the_token_as_a_header_and_its_body_is_not_read() {
        FakeRequest request = new FakeRequest("POST", "/api/imports")
                .header("Content-Type", "text/csv")
                .header("X-Forgery-Token", token());
        send(request, COOKIE);

        assertThat(passed).hasValue(1);
        assertThat(request.parametersRead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/csv", "application/json", "multipart/form-data; boundary=x"})
    void a_token_in_the_body_of_another_type_does_not_count_and_is_not_looked_for(String type) {
        FakeRequest request = new FakeRequest("POST", "/sign-out")
                .header("Content-Type", type)
                .parameter("forgery-token", token());
        send(request, COOKIE);

        assertRefused();
        assertThat(request.parametersRead()).isFalse();
    }

    @Test
    void a_form_sent_to_where_programs_call_is_not_read() {
        FakeRequest request = form("/api/imports").parameter("forgery-token", token());
        send(request, COOKIE);

        assertRefused();
        assertThat(request.parametersRead()).isFalse();
    }

    @Test
    void a_multipart_upload_is_left_to_its_handler_unread() {
        FakeRequest request = upload("/imports");
        send(request, COOKIE);

        assertThat(passed).hasValue(1);
        assertThat(request.parametersRead()).isFalse();
    }

    @Test
    void a_multipart_upload_of_another_origin_does_not_reach_its_handler() {
        send(upload("/imports").header("Origin", "null"), COOKIE);

        assertRefused();
    }

    @Test
    void a_multipart_post_elsewhere_is_refused_because_no_handler_would_look() {
        send(upload("/imports/7/cancellation"), COOKIE);

        assertRefused();
    }

    @Test
    void what_a_handler_refuses_is_answered_alike() {
        FakeRequest request = upload("/imports");
        ForgeryTokens.expect(request.toRequest(), COOKIE);

        run(request, (called, answered) -> ForgeryTokens.require((HttpServletRequest) called, "wrong"));

        assertRefused();
    }

    @Test
    void basic_credentials_need_no_token_and_still_the_right_origin() {
        FakeRequest program = new FakeRequest("POST", "/api/imports");
        ForgeryTokens.expectNone(program.toRequest());
        run(program, (called, answered) -> passed.incrementAndGet());
        assertThat(passed).hasValue(1);

        FakeRequest browser = new FakeRequest("POST", "/api/imports").header("Sec-Fetch-Site", "cross-site");
        ForgeryTokens.expectNone(browser.toRequest());
        run(browser, (called, answered) -> passed.incrementAndGet());
        assertRefusedAfter(1);
    }

    @Test
    void the_sign_in_form_is_tied_to_its_own_cookie() {
        send(form("/sign-in").cookie("longhaul-form", COOKIE).parameter("forgery-token", token()), null);
        assertThat(passed).hasValue(1);

        send(form("/sign-in").parameter("forgery-token", token()), null);
        assertRefusedAfter(1);
    }

    @Test
    void a_sign_in_form_still_open_after_signing_in_elsewhere_works() {
        send(form("/sign-in").cookie("longhaul-form", COOKIE).parameter("forgery-token", token()), "d".repeat(43));

        assertThat(passed).hasValue(1);
    }

    private static FakeRequest form(String path) {
        return new FakeRequest("POST", path).header("Content-Type", FORM);
    }

    private static FakeRequest upload(String path) {
        return new FakeRequest("POST", path).header("Content-Type", "multipart/form-data; boundary=x");
    }

    private static String token() {
        FakeRequest page = new FakeRequest("GET", "/");
        ForgeryTokens.expect(page.toRequest(), COOKIE);
        return String.valueOf(page.attribute("forgeryToken"));
    }

    private void send(FakeRequest request, @Nullable String signInCookie) {
        if (signInCookie != null) {
            ForgeryTokens.expect(request.toRequest(), signInCookie);
        }
        run(request, (called, answered) -> passed.incrementAndGet());
    }

    private void run(FakeRequest request, FilterChain chain) {
        try {
            filter.doFilter(request.toRequest(), response.toResponse(), chain);
        } catch (IOException | ServletException | ForgeryRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRefused() {
        assertRefusedAfter(0);
    }

    private void assertRefusedAfter(int passedBefore) {
        assertThat(passed).hasValue(passedBefore);
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.isError()).isTrue();
    }
}
