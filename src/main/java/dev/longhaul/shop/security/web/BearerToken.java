package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** The API token of an {@code Authorization: Bearer} header (RFC 6750). */
final class BearerToken {

    /** For a token that is not valid, whatever the reason. */
    static final String INVALID = "Bearer realm=\"longhaul\", error=\"invalid_token\"";

    /** For a valid token whose scope does not cover the request. */
    static final String INSUFFICIENT = "Bearer realm=\"longhaul\", error=\"insufficient_scope\"";

    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /** Whether the request names this scheme. */
    static boolean isOfferedBy(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    /** What follows the scheme, valid or not. */
    static String of(HttpServletRequest request) {
        return request.getHeader("Authorization").substring(SCHEME.length()).strip();
    }
}
