package dev.longhaul.shop.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may sign in.
 *
 * @param name as typed at sign-in, lower case
 * @param passwordHash in the form of {@code Pbkdf2PasswordHash}
 * @param roles of {@link Roles}
 * @param disabled true when they may no longer sign in
 * @param email where to write to them; null when that is not known
 */
record User(
        String name,
        String passwordHash,
        Set<String> roles,
        boolean disabled,
        @Nullable String email) {

    User {
        roles = Set.copyOf(roles);
    }

    /** Without an address. */
    User(String name, String passwordHash, Set<String> roles, boolean disabled) {
        this(name, passwordHash, roles, disabled, null);
    }
}
