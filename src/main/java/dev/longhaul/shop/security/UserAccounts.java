package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import jakarta.security.enterprise.identitystore.PasswordHash;
import java.util.List;
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

    static final int MIN_PASSWORD_LENGTH = 12;

    private static final int MAX_PASSWORD_LENGTH = 1000;
    private static final int MAX_EMAIL_LENGTH = 254;
    /**
     * Rough on purpose: whether an address exists only its mail server knows. No control character gets into a header.
     */
    private static final Pattern EMAIL = Pattern.compile(
            "(?=.{3," + MAX_EMAIL_LENGTH + "}$)[^\\s\\p{Cntrl}@<>,;:\"()\\[\\]\\\\]+@[^\\s\\p{Cntrl}@<>,;:\"()\\\\]+");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,99}");

    private final Jdbi jdbi;
    private final Users users;
    private final SignIns signIns;
    private final PasswordHash passwordHash;
    private final SecuritySettings.UserSource source;

    UserAccounts(Database database, SignIns signIns, PasswordHash passwordHash, SecuritySettings.UserSource source) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.users = new Users(database);
        this.signIns = signIns;
        this.passwordHash = passwordHash;
        this.source = source;
    }

    /** All users by name. */
    public List<UserAccount> list() {
        return users.list().stream()
                .map(user -> new UserAccount(user.name(), user.roles(), user.disabled(), user.email()))
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
     * Adds or changes a user. A new password, and being disabled, ends all their sign-ins.
     *
     * @param password null leaves the password of a known user as it is
     * @return true when the user is new
     * @throws UserRefusedException when name, password or roles are not allowed, or when nobody enabled would be left
     *     with the role {@link Roles#ADMIN}; nothing is saved then
     */
    public boolean save(UserAccount account, @Nullable String password) throws UserRefusedException {
        if (source != SecuritySettings.UserSource.DATABASE) {
            throw new UserRefusedException("The users are kept elsewhere, see longhaul.users.source.");
        }
        check(account, password);
        // slow, so before the transaction
        Optional<String> hash = Optional.ofNullable(password).map(given -> passwordHash.generate(given.toCharArray()));
        boolean isNew = jdbi.inTransaction(handle -> save(handle, account, hash));
        if (password != null || account.disabled()) {
            signIns.endAllOf(account.name());
        }
        return isNew;
    }

    private static boolean save(Handle handle, UserAccount account, Optional<String> hash) throws UserRefusedException {
        boolean remainsAdmin = account.roles().contains(Roles.ADMIN) && !account.disabled();
        // before the lock on the one user: two who disable each other would each hold what the other waits for
        Set<String> admins = remainsAdmin ? Set.of() : Users.enabledAdminsForUpdate(handle);
        Optional<User> known = Users.findForUpdate(handle, account.name());
        String newHash = hash.or(() -> known.map(User::passwordHash))
                .orElseThrow(() -> new UserRefusedException("A new user needs a password."));
        String knownEmail = known.map(User::email).orElse(null);
        User user =
                new User(account.name(), newHash, account.roles(), account.disabled(), emailAfter(account, knownEmail));
        if (known.isEmpty()) {
            Users.insert(handle, user);
            return true;
        }
        if (admins.equals(Set.of(user.name()))) {
            throw new UserRefusedException("This is the last administrator who may sign in.");
        }
        Users.update(handle, user);
        return false;
    }

    private static @Nullable String emailAfter(UserAccount change, @Nullable String known) {
        String email = change.email();
        if (email == null) {
            return known;
        }
        return email.isEmpty() ? null : email;
    }

    private static void check(UserAccount account, @Nullable String password) throws UserRefusedException {
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
        if (password != null && (password.length() < MIN_PASSWORD_LENGTH || password.length() > MAX_PASSWORD_LENGTH)) {
            throw new UserRefusedException(
                    "A password has " + MIN_PASSWORD_LENGTH + " to " + MAX_PASSWORD_LENGTH + " characters.");
        }
    }
}
