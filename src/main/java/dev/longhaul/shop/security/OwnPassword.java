package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import jakarta.security.enterprise.identitystore.PasswordHash;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Lets a user change their own password. Safe for any number of threads. */
public final class OwnPassword {

    private final Jdbi jdbi;
    private final PasswordCheck passwords;
    private final PasswordHash passwordHash;
    private final AuditTrail audit;
    private final boolean offered;

    /**
     * What the user entered.
     *
     * @param current the password until now
     * @param wanted the password from now on
     */
    public record Entered(String current, String wanted) {

        /** Never shows a password. */
        @Override
        public String toString() {
            return "Entered[]";
        }
    }

    OwnPassword(
            Database database,
            PasswordCheck passwords,
            PasswordHash passwordHash,
            AuditTrail audit,
            SecuritySettings.UserSource source) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.passwords = passwords;
        this.passwordHash = passwordHash;
        this.audit = audit;
        this.offered = source == SecuritySettings.UserSource.DATABASE;
    }

    /** Whether passwords are kept here. */
    public boolean isOffered() {
        return offered;
    }

    /**
     * Changes the password if the current one is right, and ends all other sign-ins of the user in the same
     * transaction. Tokens stay: they are listed beside the form and can be revoked. A wrong current password counts as
     * any other, so a stolen sign-in does not help to guess it.
     *
     * @param address of the client
     * @param kept the sign-in that asks; empty for a program, which has none
     * @return accepted when the password is changed; anything else changes nothing
     * @throws UserRefusedException when the new password is not allowed, or passwords are kept elsewhere
     */
    public PasswordAnswer change(String user, Entered entered, String address, Optional<UUID> kept)
            throws UserRefusedException {
        if (!offered) {
            throw new UserRefusedException("The users are kept elsewhere, see longhaul.users.source.");
        }
        PasswordAnswer answer = passwords.check(user, entered.current(), address);
        if (!(answer instanceof PasswordAnswer.Accepted accepted)) {
            return answer;
        }
        if (entered.wanted().equals(entered.current())) {
            throw new UserRefusedException("same", "The new password is the current one. Choose another.");
        }
        PasswordPolicy.check(user, entered.wanted());
        // slow, so before the transaction
        String hash = passwordHash.generate(entered.wanted().toCharArray());
        boolean changed = jdbi.inTransaction(handle -> change(handle, accepted, hash, address, kept));
        return changed ? accepted : new PasswordAnswer.Refused();
    }

    private boolean change(
            Handle handle, PasswordAnswer.Accepted accepted, String hash, String address, Optional<UUID> kept) {
        Optional<User> known = Users.findForUpdate(handle, accepted.user());
        // it was changed while this request computed; the one that was checked is no longer the current one
        if (known.isEmpty()
                || !accepted.passwordMark()
                        .equals(known.map(user -> user.password().mark()))) {
            return false;
        }
        User user = known.get();
        Users.update(
                handle,
                new User(user.name(), new User.Password(hash, false), user.roles(), user.disabled(), user.email()));
        SignIns.endOthers(handle, user.name(), kept);
        audit.record(
                handle, AuditLine.of(AuditAction.PASSWORD_CHANGED, user.name()).from(address));
        return true;
    }
}
