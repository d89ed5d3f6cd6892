package dev.longhaul.shop.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as an administrator sees one, without anything of the password.
 *
 * @param name as typed at sign-in
 * @param roles of {@link Roles}
 * @param disabled true when they may no longer sign in
 * @param email where to write to them; null when that is not known. In a change null leaves it as it is, and an empty
 *     text removes it
 */
public record UserAccount(
        String name,
        Set<String> roles,
        boolean disabled,
        @Nullable String email) {

    public UserAccount {
        roles = Set.copyOf(roles);
    }

    /** Without an address; in a change, one that leaves it as it is. */
    public UserAccount(String name, Set<String> roles, boolean disabled) {
        this(name, roles, disabled, null);
    }
}
