package dev.longhaul.shop.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator saves of a user. What is null stays as it is for a known user: a change of roles alone neither
 * enables nor disables, and keeps password and address.
 *
 * @param name of the user, known or new
 * @param roles replace those that the user has
 * @param disabled null leaves it as it is; a new user is then enabled
 * @param email null leaves the address as it is, an empty text removes it
 * @param password null leaves it as it is; a new user needs one. It is temporary: its owner must change it
 */
public record UserChange(
        String name,
        Set<String> roles,
        @Nullable Boolean disabled,
        @Nullable String email,
        @Nullable String password) {

    public UserChange {
        roles = Set.copyOf(roles);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "UserChange[name=" + name + ", roles=" + roles + ", disabled=" + disabled + "]";
    }
}
