package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.security.connection.ClientConnection;
import dev.longhaul.shop.security.connection.TrustedProxies;
import dev.longhaul.testing.FakeRequest;
import dev.longhaul.testing.FakeResponse;
import org.junit.jupiter.api.Test;

class SignInCookiesTest {

    private final FakeResponse response = new FakeResponse();

    @Test
    void a_cookie_is_for_this_application_and_no_script_and_no_other_site() {
        SignInCookies.set(plain().toRequest(), response.toResponse(), SignInCookies.SIGN_IN, "b");

        assertThat(response.header("Set-Cookie"))
                .isEqualTo("longhaul-sign-in=b; Path=/longhaul; HttpOnly; SameSite=Lax");
    }

    @Test
    void on_a_secure_connection_no_other_host_and_no_plain_connection_can_set_it() {
        SignInCookies.set(secure().toRequest(), response.toResponse(), SignInCookies.SIGN_IN, "b");

        assertThat(response.header("Set-Cookie"))
                .isEqualTo("__Host-longhaul-sign-in=b; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void it_is_always_secure_when_the_setting_says_so() {
        FakeRequest request = plain();
        ClientConnection.trust(
                request.toApplication(),
                new TrustedProxies(TrustedProxies.NONE.ranges(), TrustedProxies.NONE.headers(), true));

        SignInCookies.remove(request.toRequest(), response.toResponse(), SignInCookies.SIGN_IN);

        assertThat(response.header("Set-Cookie"))
                .isEqualTo("__Host-longhaul-sign-in=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void a_browser_is_known_for_half_a_year() {
        SignInCookies.setBrowser(secure().toRequest(), response.toResponse(), "b");

        assertThat(response.header("Set-Cookie"))
                .isEqualTo("__Host-longhaul-browser=b; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void of_several_cookies_of_one_name_each_is_seen() {
        FakeRequest request =
                plain().cookie("longhaul-form", "tossed").cookie("other", "x").cookie("longhaul-form", "right");

        assertThat(SignInCookies.values(request.toRequest(), SignInCookies.FORM))
                .containsExactly("tossed", "right");
        assertThat(SignInCookies.values(plain().toRequest(), SignInCookies.FORM))
                .isEmpty();
    }

    @Test
    void on_a_secure_connection_a_cookie_that_others_could_have_set_is_not_read() {
        FakeRequest request = secure().cookie("longhaul-sign-in", "planted").cookie("__Host-longhaul-sign-in", "own");

        assertThat(SignInCookies.values(request.toRequest(), SignInCookies.SIGN_IN))
                .containsExactly("own");
    }

    @Test
    void two_applications_on_one_host_have_cookies_of_their_own() {
        SignInCookies.set(
                secure().deployedAt("/shop/two").toRequest(), response.toResponse(), SignInCookies.SIGN_IN, "b");
        assertThat(response.header("Set-Cookie")).startsWith("__Host-shop.two-sign-in=b; Path=/; Secure");

        FakeResponse atRoot = new FakeResponse();
        SignInCookies.set(plain().deployedAt("").toRequest(), atRoot.toResponse(), SignInCookies.SIGN_IN, "b");
        assertThat(atRoot.header("Set-Cookie")).startsWith("longhaul-sign-in=b; Path=/; HttpOnly");
    }

    private static FakeRequest plain() {
        return new FakeRequest("GET", "/sign-in");
    }

    private static FakeRequest secure() {
        return plain().sentTo("https", "shop.example", 443);
    }
}
