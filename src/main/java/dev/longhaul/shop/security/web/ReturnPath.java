package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to go after signing in: a page of the application, never another site.
 *
 * @param value a path within the application with its query, beginning with one slash
 */
record ReturnPath(String value) {

    static final ReturnPath START = new ReturnPath(Paths.START);

    private static final int MAX_LENGTH = 2000;

    /** Visible ASCII without what browsers rewrite: a backslash becomes a slash, a quote or bracket has no place. */
    private static final Pattern ALLOWED = Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~!$&'()*+,=:@/?%-]*");

    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

    /** Reads what a form or link carries; whatever is not plainly one of our pages leads to the start. */
    static ReturnPath of(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH || !ALLOWED.matcher(text).matches()) {
            return START;
        }
        String path = text.contains("?") ? text.substring(0, text.indexOf('?')) : text;
        boolean noPage = path.contains("//")
                || Paths.isRoot(path)
                || DOT_SEGMENT.matcher(path).find()
                || Paths.isForPrograms(path)
                || path.equals(Paths.SIGN_IN)
                || path.equals(Paths.SIGN_OUT);
        return noPage ? START : new ReturnPath(text);
    }

    /** The page that was asked for; the start for anything but a GET, which must not be repeated after signing in. */
    static ReturnPath of(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return START;
        }
        String query = request.getQueryString();
        return of(Paths.within(request) + (query == null ? "" : "?" + query));
    }

    /** The sign-in page that leads here afterwards. */
    String signInPath() {
        return equals(START)
                ? Paths.SIGN_IN
                : Paths.SIGN_IN + "?return=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
