package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The users in the table {@code app_user}. Safe for any number of threads and nodes; nothing is cached. */
final class Users {

    private static final String COLUMNS =
            "SELECT name, password_hash, password_temporary, roles, disabled, email FROM app_user";

    private final Jdbi jdbi;

    Users(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    Optional<User> find(String name) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " WHERE name = :name")
                .bind("name", name)
                .map(Users::user)
                .findOne());
    }

    /** All users by name. */
    List<User> list() {
        return jdbi.withHandle(handle ->
                handle.createQuery(COLUMNS + " ORDER BY name").map(Users::user).list());
    }

    /** Whether there is no user at all, as at the very first start. */
    boolean isEmpty() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM app_user")
                        .mapTo(Long.class)
                        .one()
                == 0);
    }

    /** The user, whom nobody else changes until the caller's transaction ends. */
    static Optional<User> findForUpdate(Handle handle, String name) {
        return handle.createQuery(COLUMNS + " WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .map(Users::user)
                .findOne();
    }

    /** Who may sign in as an administrator; it stays so until the caller's transaction ends. */
    static Set<String> enabledAdminsForUpdate(Handle handle) {
        // all rows, in one order: two administrators who disable each other must not both see the other enabled
        return handle.createQuery(COLUMNS + " ORDER BY name FOR UPDATE").map(Users::user).stream()
                .filter(user -> user.roles().contains(Roles.ADMIN) && !user.disabled())
                .map(User::name)
                .collect(Collectors.toSet());
    }

    /** Adds a user inside the caller's transaction; fails when the name is taken. */
    static void insert(Handle handle, User user) {
        handle.createUpdate("""
                        INSERT INTO app_user (name, password_hash, password_temporary, roles, disabled, email,
                            created_at, changed_at)
                        VALUES (:name, :hash, :temporary, :roles, :disabled, :email,
                            current_timestamp, current_timestamp)""")
                .bind("name", user.name())
                .bind("hash", user.passwordHash())
                .bind("temporary", user.password().temporary())
                .bind("roles", join(user.roles()))
                .bind("disabled", user.disabled())
                .bind("email", user.email())
                .execute();
    }

    /** Replaces password, roles, address and the disabled mark; false when there is no such user. */
    static boolean update(Handle handle, User user) {
        return handle.createUpdate("""
                                UPDATE app_user SET password_hash = :hash, password_temporary = :temporary, roles = :roles,
                                    disabled = :disabled, email = :email, changed_at = current_timestamp
                                WHERE name = :name""")
                        .bind("name", user.name())
                        .bind("hash", user.passwordHash())
                        .bind("temporary", user.password().temporary())
                        .bind("roles", join(user.roles()))
                        .bind("disabled", user.disabled())
                        .bind("email", user.email())
                        .execute()
                == 1;
    }

    static String join(Set<String> roles) {
        return String.join(" ", new TreeSet<>(roles));
    }

    static Set<String> split(String roles) {
        return roles.isBlank() ? Set.of() : Set.of(roles.strip().split("\\s+"));
    }

    private static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                row.getString("name"),
                new User.Password(row.getString("password_hash"), row.getBoolean("password_temporary")),
                split(row.getString("roles")),
                row.getBoolean("disabled"),
                row.getString("email"));
    }
}
