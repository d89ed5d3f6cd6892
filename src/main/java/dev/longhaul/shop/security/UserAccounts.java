package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import jakarta.security.enterprise.identitystore.PasswordHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Lets an administrator say who may sign in. What is saved holds at the next request, on every node. Safe for any
 * number of threads.
 */
public final class UserAccounts {

    private static final int MAX_EMAIL_LENGTH = 254;
    /**
     * Rough on purpose: whether an address exists only its mail server knows. No control character gets into a header.
     */
    private static final Pattern EMAIL = Pattern.compile(
            "(?=.{3," + MAX_EMAIL_LENGTH + "}$)[^\\s\\p{Cntrl}@<>,;:\"()\\[\\]\\\\]+@[^\\s\\p{Cntrl}@<>,;:\"()\\\\]+");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,99}");

    private final Jdbi jdbi;
    private final Users users;
    private final AuditTrail audit;
    private final PasswordHash passwordHash;
    private final SecuritySettings.UserSource source;

    UserAccounts(Database database, AuditTrail audit, PasswordHash passwordHash, SecuritySettings.UserSource source) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.users = new Users(database);
        this.audit = audit;
        this.passwordHash = passwordHash;
        this.source = source;
    }

    /** All users by name. */
    public List<UserAccount> list() {
        return users.list().stream()
                .map(user -> new UserAccount(
                        user.name(),
                        user.roles(),
                        user.disabled(),
                        user.email(),
                        user.password().temporary()))
                .toList();
    }

    /**
     * Where to write to a user. Where users are kept elsewhere, and where no address was saved, a name that is an
     * address serves. Empty for everyone else, and for who may no longer sign in.
     */
    public Optional<String> findEmail(String name) {
        Optional<String> fromName =
                Optional.of(name).filter(text -> EMAIL.matcher(text).matches());
        if (source != SecuritySettings.UserSource.DATABASE) {
            return fromName;
        }
        return users.find(name).filter(user -> !user.disabled()).flatMap(user -> Optional.ofNullable(user.email())
                .or(() -> fromName));
    }

    /**
     * Adds or changes a user. A password given here is temporary. It ends all sign-ins and tokens of the user, and so
     * does disabling.
     *
     * @param administrator who does it; their own password they change where the current one is asked for
     * @return true when the user is new
     * @throws UserRefusedException when name, password or roles are not allowed, or when nobody enabled would be left
     *     with the role {@link Roles#ADMIN}; nothing is saved then
     */
    public boolean save(UserChange change, String administrator) throws UserRefusedException {
        if (source != SecuritySettings.UserSource.DATABASE) {
            throw new UserRefusedException("The users are kept elsewhere, see longhaul.users.source.");
        }
        check(change);
        String password = change.password();
        if (password != null && change.name().equals(administrator)) {
            throw new UserRefusedException(
                    "This would be your own password. Change it at /api/account/password, with the current one.");
        }
        // slow, so before the transaction
        User.Password stored =
                password == null ? null : new User.Password(passwordHash.generate(password.toCharArray()), true);
        return jdbi.inTransaction(handle -> save(handle, change, stored, administrator));
    }

    private boolean save(Handle handle, UserChange change, User.@Nullable Password password, String administrator)
            throws UserRefusedException {
        boolean mayTakeAnAdmin =
                Boolean.TRUE.equals(change.disabled()) || !change.roles().contains(Roles.ADMIN);
        // before the lock on the one user: two who disable each other would each hold what the other waits for
        Set<String> admins = mayTakeAnAdmin ? Users.enabledAdminsForUpdate(handle) : Set.of();
        Optional<User> known = Users.findForUpdate(handle, change.name());
        User user = after(change, known, password);
        AuditAction action = known.isEmpty() ? AuditAction.USER_ADDED : AuditAction.USER_CHANGED;
        audit.record(
                handle, AuditLine.of(action, administrator).on(user.name()).saying(difference(known, user, change)));
        if (known.isEmpty()) {
            Users.insert(handle, user);
            return true;
        }
        if (admins.equals(Set.of(user.name()))) {
            throw new UserRefusedException("This is the last administrator who may sign in.");
        }
        Users.update(handle, user);
        if (password != null || user.disabled()) {
            SignIns.endOthers(handle, user.name(), Optional.empty());
            ApiTokens.revokeAll(handle, user.name());
        }
        return false;
    }

    private static User after(UserChange change, Optional<User> known, User.@Nullable Password password)
            throws UserRefusedException {
        User.Password kept = known.map(User::password).orElse(null);
        User.Password after = password == null ? kept : password;
        if (after == null) {
            throw new UserRefusedException("A new user needs a password.");
        }
        Boolean disabled = change.disabled();
        boolean wasDisabled = known.map(User::disabled).orElse(false);
        String email = change.email();
        String emailAfter = email == null ? known.map(User::email).orElse(null) : email.isEmpty() ? null : email;
        return new User(change.name(), after, change.roles(), disabled == null ? wasDisabled : disabled, emailAfter);
    }

    /** For the audit trail: what differs, without the address and without anything of the password. */
    private static String difference(Optional<User> known, User after, UserChange change) {
        List<String> parts = new ArrayList<>();
        Set<String> before = known.map(User::roles).orElse(Set.of());
        if (!before.equals(after.roles())) {
            parts.add("roles " + (known.isEmpty() ? "" : Users.join(before) + " -> ") + Users.join(after.roles()));
        }
        if (known.map(User::disabled).orElse(false) != after.disabled()) {
            parts.add(after.disabled() ? "disabled" : "enabled");
        }
        if (change.password() != null) {
            parts.add("new password");
        }
        if (!Objects.equals(known.map(User::email).orElse(null), after.email())) {
            parts.add("mail address");
        }
        return String.join(", ", parts);
    }

    private static void check(UserChange account) throws UserRefusedException {
        if (!NAME.matcher(account.name()).matches()) {
            throw new UserRefusedException(
                    "A name has up to 100 lower-case letters, digits and . _ @ -, and begins with a letter or digit.");
        }
        if (account.roles().isEmpty() || !Roles.ALL.containsAll(account.roles())) {
            throw new UserRefusedException("A user needs one or more of the roles " + new TreeSet<>(Roles.ALL) + ".");
        }
        String email = account.email();
        if (email != null && !email.isEmpty() && !EMAIL.matcher(email).matches()) {
            throw new UserRefusedException(
                    "An email address looks like mara@shop.example and has up to " + MAX_EMAIL_LENGTH + " characters.");
        }
        String password = account.password();
        if (password != null) {
            PasswordPolicy.check(account.name(), password);
        }
    }
}
