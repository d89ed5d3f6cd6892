package dev.longhaul.security;

import java.util.Set;

/**
 * A user as an administrator sees one, without anything of the password.
 *
 * @param name as typed at sign-in
 * @param roles of {@link Roles}
 * @param disabled true when they may no longer sign in
 */
public record UserAccount(String name, Set<String> roles, boolean disabled) {

    public UserAccount {
        roles = Set.copyOf(roles);
    }
}
