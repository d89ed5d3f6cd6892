package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Name and password of an {@code Authorization: Basic} header (RFC 7617), in UTF-8.
 *
 * @param user all before the first colon
 * @param password all after it
 */
record BasicCredentials(String user, String password) {

    static final String CHALLENGE = "Basic realm=\"longhaul\", charset=\"UTF-8\"";

    private static final String SCHEME = "basic ";

    /** Whether the request names this scheme, with readable credentials or without. */
    static boolean areOfferedBy(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    /** Empty when the header is of another scheme, is no Base64, has no colon, or has a control character. */
    static Optional<BasicCredentials> of(HttpServletRequest request) {
        if (!areOfferedBy(request)) {
            return Optional.empty();
        }
        String encoded =
                request.getHeader("Authorization").substring(SCHEME.length()).strip();
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 || pair.chars().anyMatch(Character::isISOControl)
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "BasicCredentials[user=" + user + "]";
    }
}
