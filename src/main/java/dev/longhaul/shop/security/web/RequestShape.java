package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests of a shape that no page and no client of ours sends, before anything looks at them.
 *
 * <ul>
 *   <li>Methods beyond the five that are used; also those in lower case.
 *   <li>Paths with parameters, encoded slashes or dots, or empty segments: constraint and servlet could read them
 *       differently.
 *   <li>A NUL in the query or in a header: no text of ours has one, and PostgreSQL stores none.
 *   <li>A body where none belongs. Undertow parses multipart even on GET (CVE-2026-3260).
 *   <li>Heads that two servers in a row could read differently, see {@link RequestFraming}.
 *   <li>More cookies than {@value #MOST_COOKIES}: a server fails at its own limit, with a trace in its log.
 * </ul>
 */
final class RequestShape {

    static final String ALLOWED_METHODS = "GET, HEAD, POST, PUT, DELETE";

    private static final Set<String> METHODS = Set.of(ALLOWED_METHODS.split(", "));
    private static final Set<String> METHODS_WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");
    private static final Pattern AMBIGUOUS_PATH =
            Pattern.compile("(?i);|\\\\|//|%(2f|5c|2e|25|3b|00|0a|0d)|/\\.{1,2}(/|$)|[\\x00-\\x20\\x7f]");

    private static final int MOST_COOKIES = 50;

    private RequestShape() {}

    /** The status that refuses the request; empty for one of usual shape. Reads headers only. */
    static Optional<Integer> refusal(HttpServletRequest request) {
        if (!isKnownMethod(request)) {
            return Optional.of(405);
        }
        if (!RequestFraming.isClear(request) || cookieCount(request) > MOST_COOKIES) {
            return Optional.of(400);
        }
        if (AMBIGUOUS_PATH.matcher(request.getRequestURI()).find()) {
            return Optional.of(400);
        }
        if (hasNul(request)) {
            return Optional.of(400);
        }
        return METHODS_WITHOUT_BODY.contains(request.getMethod()) && hasBody(request)
                ? Optional.of(400)
                : Optional.empty();
    }

    static boolean isKnownMethod(HttpServletRequest request) {
        return METHODS.contains(request.getMethod());
    }

    private static boolean hasNul(HttpServletRequest request) {
        String query = request.getQueryString();
        return (query != null && (query.contains("%00") || query.indexOf('\0') >= 0))
                || Collections.list(request.getHeaderNames()).stream()
                        .flatMap(name -> Collections.list(request.getHeaders(name)).stream())
                        .anyMatch(value -> value.indexOf('\0') >= 0);
    }

    private static long cookieCount(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Cookie")).stream()
                .mapToLong(header ->
                        header.chars().filter(character -> character == ';').count() + 1)
                .sum();
    }

    private static boolean hasBody(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getContentLengthLong() > 0
                || request.getHeader("Transfer-Encoding") != null
                || (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/"));
    }
}
