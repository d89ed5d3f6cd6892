package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of signing in and a user in them, for the tests of this package. */
final class SecurityTables {

    private SecurityTables() {}

    static SecuritySettings settings(String... keysAndValues) {
        return SecuritySettings.from(
                keysAndValues.length == 0
                        ? Settings.defaults()
                        : Settings.of(Map.of(keysAndValues[0], keysAndValues[1])));
    }

    static Database fresh(DatabaseKind kind) {
        return kind.fresh(SignInTables.SCHEMA, AuditTables.SCHEMA);
    }

    /** A user as the table holds one whose password is their own. */
    static User user(String name, String password, Set<String> roles) {
        String hash = new FakePasswordHash().generate(password.toCharArray());
        return new User(name, new User.Password(hash, false), roles, false, null);
    }

    /** What a right password is answered with now. */
    static PasswordAnswer.Accepted accepted(Database database, String name, Set<String> roles, boolean ownUser) {
        Optional<String> mark =
                new Users(database).find(name).map(user -> user.password().mark());
        return new PasswordAnswer.Accepted(name, roles, ownUser ? mark : Optional.empty());
    }

    static String begin(SignIns signIns, PasswordAnswer.Accepted accepted) {
        return signIns.begin(accepted, "192.0.2.7", null).orElseThrow();
    }

    static User save(Database database, String name, String password, Set<String> roles) {
        User user = user(name, password, roles);
        Sql.on(database).useTransaction(handle -> {
            if (!Users.update(handle, user)) {
                Users.insert(handle, user);
            }
        });
        return user;
    }

    static void disable(Database database, User user) {
        Sql.on(database)
                .useHandle(handle ->
                        Users.update(handle, new User(user.name(), user.password(), user.roles(), true, user.email())));
    }
}
