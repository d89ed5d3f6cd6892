package dev.longhaul.shop.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as an administrator sees one, without anything of the password.
 *
 * @param name as typed at sign-in
 * @param roles of {@link Roles}
 * @param disabled true when they may no longer sign in
 * @param email where to write to them; null when that is not known
 * @param passwordTemporary true until they have changed the password that an administrator gave them
 */
public record UserAccount(
        String name,
        Set<String> roles,
        boolean disabled,
        @Nullable String email,
        boolean passwordTemporary) {

    public UserAccount {
        roles = Set.copyOf(roles);
    }
}
