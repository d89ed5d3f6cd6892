package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.Sql;
import java.util.Map;
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

    static User save(Database database, String name, String password, Set<String> roles) {
        User user = new User(name, new FakePasswordHash().generate(password.toCharArray()), roles, false);
        Sql.on(database).useTransaction(handle -> {
            if (!Users.update(handle, user)) {
                Users.insert(handle, user);
            }
        });
        return user;
    }

    static void disable(Database database, User user) {
        Sql.on(database)
                .useHandle(
                        handle -> Users.update(handle, new User(user.name(), user.passwordHash(), user.roles(), true)));
    }
}
