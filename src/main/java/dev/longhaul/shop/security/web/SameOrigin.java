package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Tells a state-changing request of our own pages from one that another site made the browser send.
 *
 * <p>Both marks that a browser sets and a page cannot forge are looked at, each only if present: {@code Sec-Fetch-Site}
 * must say that the page is ours or that there was no page, {@code Origin} must be the server's own or one of the
 * settings. {@code Origin: null} is foreign. A request without either comes from a program, or from a browser too old
 * for them, and is left to the forgery token.
 */
final class SameOrigin {

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> furtherOrigins;

    SameOrigin(Set<String> furtherOrigins) {
        this.furtherOrigins = furtherOrigins;
    }

    boolean allows(HttpServletRequest request) {
        List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        return OWN_SITES.containsAll(sites)
                && origins.stream()
                        .allMatch(origin ->
                                origin.equals(ClientConnection.of(request).origin())
                                        || furtherOrigins.contains(origin));
    }
}
