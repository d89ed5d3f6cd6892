package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.SecuritySettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;

/**
 * The two cookies of the application: one stands for a sign-in, the other ties the sign-in form to the browser that
 * asked for it. Both end with the browser; how long a sign-in holds is decided by the database.
 */
final class SignInCookies {

    static final String SIGN_IN = "longhaul-sign-in";
    static final String FORM = "longhaul-form";

    private final boolean alwaysSecure;

    SignInCookies(boolean alwaysSecure) {
        this.alwaysSecure = alwaysSecure;
    }

    static SignInCookies of(SecuritySettings settings) {
        return new SignInCookies(settings.cookies() == SecuritySettings.CookieSecurity.ALWAYS);
    }

    /** Every value sent under a name: a cookie of a parent path or domain may stand before the right one. */
    static List<String> values(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .toList();
    }

    void set(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        add(request, response, name, value, "");
    }

    void remove(HttpServletRequest request, HttpServletResponse response, String name) {
        add(request, response, name, "", "; Max-Age=0");
    }

    private void add(
            HttpServletRequest request, HttpServletResponse response, String name, String value, String lifetime) {
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        String secure = alwaysSecure || request.isSecure() ? "; Secure" : "";
        response.addHeader(
                "Set-Cookie", name + "=" + value + "; Path=" + path + lifetime + secure + "; HttpOnly; SameSite=Lax");
    }
}
