package dev.longhaul.shop.security;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What came of a name and a password. */
public sealed interface PasswordAnswer {

    /**
     * They belong together.
     *
     * @param user the caller's name as the identity store writes it
     * @param roles what they hold
     * @param passwordMark tells whether the password of a user of the table {@code app_user} was changed meanwhile;
     *     empty for a user of a deployer's identity store
     */
    record Accepted(String user, Set<String> roles, Optional<String> passwordMark) implements PasswordAnswer {
        public Accepted {
            roles = Set.copyOf(roles);
        }

        /** Whether the table {@code app_user} knows them. */
        public boolean ownUser() {
            return passwordMark.isPresent();
        }
    }

    /** They do not; nothing says whether the name exists. */
    record Refused() implements PasswordAnswer {}

    /**
     * Not looked at, because there were too many bad ones before.
     *
     * @param retryAfter how long to wait before the next try
     */
    record Throttled(Duration retryAfter) implements PasswordAnswer {}
}
