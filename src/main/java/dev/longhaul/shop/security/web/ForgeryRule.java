package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.ForgeryRefusedException;
import dev.longhaul.shop.security.ForgeryTokens;
import dev.longhaul.shop.security.LogText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request comes from our own pages: always by {@link SameOrigin} when it may change something, and by
 * the token when a cookie vouches for the caller.
 *
 * <p>The token is looked for in the header and, for a form sent as {@code application/x-www-form-urlencoded} to a page,
 * in its field. Only for a multipart post to an upload path is it left to the handler, because finding it means reading
 * the upload; see {@link ForgeryTokens#require}. No other body is read.
 */
final class ForgeryRule {

    private static final Set<String> METHODS_THAT_CHANGE_NOTHING = Set.of("GET", "HEAD");

    private final SameOrigin sameOrigin;
    private final Set<String> uploadPaths;

    ForgeryRule(Set<String> furtherOrigins, Set<String> uploadPaths) {
        this.sameOrigin = new SameOrigin(furtherOrigins);
        this.uploadPaths = uploadPaths;
    }

    /** @throws ForgeryRefusedException when the request may be forged */
    void check(HttpServletRequest request) {
        if (METHODS_THAT_CHANGE_NOTHING.contains(request.getMethod())) {
            return;
        }
        if (!sameOrigin.allows(request)) {
            throw new ForgeryRefusedException("it comes from another site, with Origin "
                    + LogText.of(String.valueOf(request.getHeader("Origin")))
                    + "; if that is this server behind a proxy, see longhaul.proxy.trusted");
        }
        String path = Paths.within(request);
        if (path.equals(Paths.SIGN_IN)) {
            SignInCookies.values(request, SignInCookies.FORM).stream()
                    .findFirst()
                    .ifPresent(value -> ForgeryTokens.expect(request, value));
        }
        String header = request.getHeader(ForgeryTokens.HEADER);
        if (header == null && isOfType(request, "multipart/form-data") && uploadPaths.contains(path)) {
            return;
        }
        ForgeryTokens.require(request, header != null ? header : field(request, path));
    }

    private static @Nullable String field(HttpServletRequest request, String path) {
        boolean form = isOfType(request, "application/x-www-form-urlencoded") && !Paths.isForPrograms(path);
        return form ? request.getParameter(ForgeryTokens.FIELD) : null;
    }

    private static boolean isOfType(HttpServletRequest request, String type) {
        String given = request.getContentType();
        return given != null
                && given.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(type);
    }
}
