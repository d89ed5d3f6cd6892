package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.connection.ClientConnection;
import dev.longhaul.shop.security.guessing.KnownBrowsers;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The cookies of the application: one stands for a sign-in, one ties the sign-in form to the browser that asked for it,
 * and one says that a user has signed in with this browser before. The first two end with the browser; how long a
 * sign-in holds is decided by the database.
 *
 * <p>On a secure connection a name begins with {@code __Host-}, and no other name is read. Browsers accept such a
 * cookie from this host over TLS only (RFC 6265bis, section 4.1.3.2), so neither a sibling domain nor an attacker on an
 * unencrypted line can plant one. It has the path {@code /} of necessity; the application's own path is part of the
 * name, so that two applications on one host keep theirs apart. On plain HTTP the names are without it and the path is
 * the application's.
 */
final class SignInCookies {

    static final String SIGN_IN = "sign-in";
    static final String FORM = "form";
    static final String BROWSER = "browser";

    private static final String HOST_PREFIX = "__Host-";

    private SignInCookies() {}

    /** Every value sent under a name: a cookie of a parent path or domain may stand before the right one. */
    static List<String> values(HttpServletRequest request, String kind) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        String name = name(request, kind);
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toList();
    }

    /** Sets a cookie that ends with the browser. */
    static void set(HttpServletRequest request, HttpServletResponse response, String kind, String value) {
        add(request, response, kind, value, "");
    }

    /** Sets the cookie by which the browser is known from now on. */
    static void setBrowser(HttpServletRequest request, HttpServletResponse response, String value) {
        add(request, response, BROWSER, value, maxAge(KnownBrowsers.KNOWN_FOR));
    }

    static void remove(HttpServletRequest request, HttpServletResponse response, String kind) {
        add(request, response, kind, "", maxAge(Duration.ZERO));
    }

    private static void add(
            HttpServletRequest request, HttpServletResponse response, String kind, String value, String lifetime) {
        boolean secure = ClientConnection.of(request).secure();
        String path = secure || request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addHeader(
                "Set-Cookie",
                name(request, kind) + "=" + value + "; Path=" + path + lifetime + (secure ? "; Secure" : "")
                        + "; HttpOnly; SameSite=Lax");
    }

    private static String name(HttpServletRequest request, String kind) {
        String application = request.getContextPath().isEmpty()
                ? "longhaul"
                : request.getContextPath().substring(1).replaceAll("[^A-Za-z0-9_-]", ".");
        return (ClientConnection.of(request).secure() ? HOST_PREFIX : "") + application + "-" + kind;
    }

    private static String maxAge(Duration lifetime) {
        return "; Max-Age=" + lifetime.toSeconds();
    }
}
