package dev.longhaul.shop.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Lets a filter or servlet say more than the status of an error does: the key of the sentence that is shown. */
public final class ErrorKeys {

    private static final String ATTRIBUTE = ErrorKeys.class.getName();

    private ErrorKeys() {}

    /** Answers with the error page, which shows the text under the key. */
    public static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String key)
            throws IOException {
        request.setAttribute(ATTRIBUTE, key);
        response.sendError(status);
    }

    /** The key, if one was given. */
    public static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
    }
}
