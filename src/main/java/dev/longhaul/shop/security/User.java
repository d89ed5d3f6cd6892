package dev.longhaul.shop.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may sign in.
 *
 * @param name as typed at sign-in, lower case
 * @param password as it is stored
 * @param roles of {@link Roles}
 * @param disabled true when they may no longer sign in
 * @param email where to write to them; null when that is not known
 */
record User(
        String name,
        Password password,
        Set<String> roles,
        boolean disabled,
        @Nullable String email) {

    /**
     * A stored password.
     *
     * @param hash in the form of {@code Pbkdf2PasswordHash}
     * @param temporary true until its owner has changed it; until then they can do nothing else
     */
    record Password(String hash, boolean temporary) {

        /** What is the same as long as the password is; nothing can be learned from it. */
        String mark() {
            return Secrets.sha256(hash);
        }

        /** Never shows the hash. */
        @Override
        public String toString() {
            return "Password[temporary=" + temporary + "]";
        }
    }

    User {
        roles = Set.copyOf(roles);
    }

    String passwordHash() {
        return password.hash();
    }

    /** What the user may do now: with a temporary password nothing but change it. */
    Set<String> effectiveRoles() {
        return effectiveRoles(roles, password.temporary());
    }

    static Set<String> effectiveRoles(Set<String> roles, boolean temporary) {
        return temporary ? Set.of(Roles.PASSWORD_CHANGE) : roles;
    }
}
