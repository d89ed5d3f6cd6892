package dev.longhaul.shop.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a sign-in cookie stands for, as the database says at this request.
 *
 * @param id names the sign-in to its owner; no secret. Null for one that a node of an older version began
 * @param user the caller's name
 * @param roles what they hold now
 */
public record SignIn(@Nullable UUID id, String user, Set<String> roles) {

    private static final String ATTRIBUTE = SignIn.class.getName();

    public SignIn {
        roles = Set.copyOf(roles);
    }

    /** Notes that this sign-in vouches for the request. */
    public void vouchFor(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The id of the sign-in that vouches for the request; empty when the caller came by a password or a token. */
    public static Optional<UUID> idOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SignIn signIn
                ? Optional.ofNullable(signIn.id())
                : Optional.empty();
    }
}
