package dev.longhaul.security;

import java.util.Set;

/**
 * Someone who may sign in.
 *
 * @param name as typed at sign-in, lower case
 * @param passwordHash in the form of {@code Pbkdf2PasswordHash}
 * @param roles of {@link Roles}
 * @param disabled true when they may no longer sign in
 */
record User(String name, String passwordHash, Set<String> roles, boolean disabled) {

    User {
        roles = Set.copyOf(roles);
    }
}
