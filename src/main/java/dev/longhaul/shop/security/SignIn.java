package dev.longhaul.shop.security;

import java.util.Set;

/**
 * Who a sign-in cookie stands for, as the database says at this request.
 *
 * @param user the caller's name
 * @param roles what they hold now
 */
public record SignIn(String user, Set<String> roles) {

    public SignIn {
        roles = Set.copyOf(roles);
    }
}
