package dev.longhaul.shop.security;

import java.util.Set;

/**
 * Who an API token stands for, as the database says at this request.
 *
 * @param user the owner's name
 * @param roles what the owner holds now
 * @param scope what the token is for
 */
public record TokenCaller(String user, Set<String> roles, TokenScope scope) {

    public TokenCaller {
        roles = Set.copyOf(roles);
    }

    /** Whether the token's scope covers the request; whether the roles do is asked as for any caller. */
    public boolean mayUseFor(String method, String path) {
        return scope.allows(method, path);
    }
}
