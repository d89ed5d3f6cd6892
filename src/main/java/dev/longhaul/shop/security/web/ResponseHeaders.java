package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The headers that every response carries, whatever it is about. Setting them twice is harmless. */
final class ResponseHeaders {

    /** No inline script or style; images from style sheets may be inline, as the small symbols of Pico are. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private ResponseHeaders() {}

    static void set(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // with no-referrer, browsers would send our own forms with "Origin: null"
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        // assets keep their names from release to release, so a browser has to ask whether they changed
        response.setHeader("Cache-Control", Paths.isAsset(Paths.within(request)) ? "no-cache" : "no-store");
        if (ClientConnection.of(request).secure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
