package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import dev.longhaul.testing.FakeResponse;
import org.junit.jupiter.api.Test;

class SignInCookiesTest {

    private final FakeResponse response = new FakeResponse();

    @Test
    void a_cookie_is_for_this_application_and_no_script_and_no_other_site() {
        new SignInCookies(false).set(plain().toRequest(), response.toResponse(), "a", "b");

        assertThat(response.header("Set-Cookie")).isEqualTo("a=b; Path=/longhaul; HttpOnly; SameSite=Lax");
    }

    @Test
    void it_is_secure_on_a_secure_request() {
        new SignInCookies(false)
                .set(plain().sentTo("https", "shop.example", 443).toRequest(), response.toResponse(), "a", "b");

        assertThat(response.header("Set-Cookie")).isEqualTo("a=b; Path=/longhaul; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void it_is_always_secure_when_the_setting_says_so() {
        new SignInCookies(true).remove(plain().toRequest(), response.toResponse(), "a");

        assertThat(response.header("Set-Cookie"))
                .isEqualTo("a=; Path=/longhaul; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void of_several_cookies_of_one_name_each_is_seen() {
        FakeRequest request = plain().cookie("a", "tossed").cookie("other", "x").cookie("a", "right");

        assertThat(SignInCookies.values(request.toRequest(), "a")).containsExactly("tossed", "right");
        assertThat(SignInCookies.values(plain().toRequest(), "a")).isEmpty();
    }

    private static FakeRequest plain() {
        return new FakeRequest("GET", "/sign-in");
    }
}
