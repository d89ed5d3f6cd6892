package dev.longhaul.shop.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The token that proves a request comes from one of our own pages: an HMAC under the secret cookie value, so another
 * site can neither read nor compute it, every node computes the same one, and it ends with the sign-in.
 *
 * <p>A page puts the request attribute {@value #ATTRIBUTE} into a hidden field {@value #FIELD}, a script sends it as
 * the header {@value #HEADER}. The filter checks both itself. Only a handler of a multipart post must call
 * {@link #require(HttpServletRequest, String)}, with the first part, before it stores anything.
 */
public final class ForgeryTokens {

    /** Name of the request attribute that holds the token for pages. */
    public static final String ATTRIBUTE = "forgeryToken";

    /** Name of the form field. */
    public static final String FIELD = "forgery-token";

    /** Name of the header. */
    public static final String HEADER = "X-Forgery-Token";

    private static final String EXPECTATION = ForgeryTokens.class.getName() + ".expectation";
    private static final byte[] PURPOSE = "longhaul forgery token".getBytes(StandardCharsets.US_ASCII);

    private ForgeryTokens() {}

    /**
     * Lets the request pass when it carries the token, or when it was not authenticated by a cookie and so needs none.
     *
     * @param submitted what the form or the header carried, null for nothing
     * @throws ForgeryRefusedException otherwise; the filter answers it with 403
     */
    public static void require(HttpServletRequest request, @Nullable String submitted) {
        Object expectation = request.getAttribute(EXPECTATION);
        if (expectation == Expectation.NONE) {
            return;
        }
        Object expected = request.getAttribute(ATTRIBUTE);
        // without an expectation the filter did not run for this request, and nothing vouches for it
        if (expectation != Expectation.TOKEN || !(expected instanceof String token)) {
            throw new ForgeryRefusedException("this request cannot be told from a forged one");
        }
        if (submitted == null || !same(token, submitted)) {
            throw new ForgeryRefusedException(submitted == null ? "no forgery token" : "wrong forgery token");
        }
    }

    /** From now on the request needs the token of this cookie value, which pages find in {@value #ATTRIBUTE}. */
    public static void expect(HttpServletRequest request, String cookieValue) {
        request.setAttribute(ATTRIBUTE, tokenOf(cookieValue));
        request.setAttribute(EXPECTATION, Expectation.TOKEN);
    }

    /** The request needs no token: no cookie vouches for it, so no other site can borrow one. */
    public static void expectNone(HttpServletRequest request) {
        request.setAttribute(EXPECTATION, Expectation.NONE);
    }

    static String tokenOf(String cookieValue) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cookieValue.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static boolean same(String expected, String submitted) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), submitted.getBytes(StandardCharsets.UTF_8));
    }

    private enum Expectation {
        TOKEN,
        NONE
    }
}
