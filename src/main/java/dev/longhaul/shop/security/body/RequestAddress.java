package dev.longhaul.shop.security.body;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The address of a request as the client sent it.
 *
 * @param uri the raw path
 * @param url the same with scheme, host and port
 * @param query the raw query, null for none
 */
record RequestAddress(String uri, String url, @Nullable String query) {

    static RequestAddress of(HttpServletRequest request) {
        return new RequestAddress(
                request.getRequestURI(), request.getRequestURL().toString(), request.getQueryString());
    }

    /** The path within the application. */
    String pathWithin(String contextPath) {
        return uri.startsWith(contextPath) ? uri.substring(contextPath.length()) : uri;
    }
}
