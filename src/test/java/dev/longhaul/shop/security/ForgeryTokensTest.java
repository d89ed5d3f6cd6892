package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.testing.FakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

class ForgeryTokensTest {

    private static final String COOKIE = "c".repeat(43);

    private final FakeRequest fake = new FakeRequest("POST", "/imports");
    private final HttpServletRequest request = fake.toRequest();

    @Test
    void a_request_with_a_cookie_needs_the_token_of_that_cookie() {
        ForgeryTokens.expect(request, COOKIE);

        assertThatCode(() -> ForgeryTokens.require(request, ForgeryTokens.tokenOf(COOKIE)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ForgeryTokens.require(request, ForgeryTokens.tokenOf("d".repeat(43))))
                .isInstanceOf(ForgeryRefusedException.class)
                .hasMessage("wrong forgery token");
        assertThatThrownBy(() -> ForgeryTokens.require(request, "")).isInstanceOf(ForgeryRefusedException.class);
        assertThatThrownBy(() -> ForgeryTokens.require(request, null))
                .isInstanceOf(ForgeryRefusedException.class)
                .hasMessage("no forgery token");
    }

    @Test
    void pages_find_the_token_in_the_request_and_it_does_not_give_the_cookie_away() {
        ForgeryTokens.expect(request, COOKIE);

        assertThat(fake.attribute("forgeryToken"))
                .isEqualTo(ForgeryTokens.tokenOf(COOKIE))
                .asString()
                .hasSize(43)
                .doesNotContain(COOKIE);
    }

    @Test
    void a_request_that_no_cookie_vouches_for_needs_none() {
        ForgeryTokens.expectNone(request);

        assertThatCode(() -> ForgeryTokens.require(request, null)).doesNotThrowAnyException();
    }

    @Test
    void a_request_that_no_filter_has_looked_at_is_refused_whatever_it_carries() {
        assertThatThrownBy(() -> ForgeryTokens.require(request, ForgeryTokens.tokenOf(COOKIE)))
                .isInstanceOf(ForgeryRefusedException.class);
    }
}
