package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditFilter;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an API token is, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class ApiTokensTest {

    private final DatabaseKind kind;
    private Database database;
    private ApiTokens tokens;
    private User mara;

    ApiTokensTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createTables() {
        database = SecurityTables.fresh(kind);
        tokens = tokens(SecuritySettings.UserSource.DATABASE);
        mara = SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER));
    }

    @Test
    void a_token_stands_for_its_user_within_its_scope_and_nothing_else_does() throws UserRefusedException {
        String secret = create().secret();

        assertThat(secret).matches("lh_[A-Za-z0-9_-]{43}");
        assertThat(tokens.find(secret)).contains(new TokenCaller("mara", Set.of(Roles.IMPORTER), TokenScope.IMPORT));
        assertThat(tokens.find(secret + "A")).isEmpty();
        assertThat(tokens.find("lh_" + "A".repeat(43))).isEmpty();
        assertThat(tokens.find("' OR 1=1 --")).isEmpty();
    }

    @Test
    void neither_the_table_nor_the_list_holds_anything_that_can_be_sent() throws UserRefusedException {
        ApiTokens.Created created = create();

        String row = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT * FROM api_token")
                .mapToMap()
                .one()
                .toString());
        assertThat(row).doesNotContain(created.secret());
        assertThat(tokens.list("mara").toString()).doesNotContain(created.secret());
        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(AuditTables.trail(database)
                        .newest(AuditFilter.ALL, Long.MAX_VALUE, 10)
                        .toString())
                .contains("token-created", "import, 30 days: nightly")
                .doesNotContain(created.secret());
    }

    @Test
    void roles_taken_away_hold_at_once_and_so_does_disabling() throws UserRefusedException {
        String secret = create().secret();

        SecurityTables.save(database, "mara", "secret", Set.of(Roles.VIEWER));
        assertThat(tokens.find(secret).orElseThrow().roles()).containsExactly(Roles.VIEWER);

        SecurityTables.disable(database, mara);
        assertThat(tokens.find(secret)).isEmpty();
    }

    @Test
    void a_temporary_password_is_to_be_changed_before_a_token_can_be_used() throws UserRefusedException {
        String secret = create().secret();

        Sql.on(database).useHandle(handle -> handle.execute("UPDATE app_user SET password_temporary = TRUE"));

        assertThat(tokens.find(secret)).isEmpty();
    }

    @Test
    void a_token_ends_at_its_time_and_when_its_owner_revokes_it() throws UserRefusedException {
        ApiTokens.Created expired = create();
        Sql.on(database)
                .useHandle(
                        handle -> handle.execute("UPDATE api_token SET expires_at = expires_at - INTERVAL '31' DAY"));
        assertThat(tokens.find(expired.secret())).isEmpty();
        assertThat(tokens.list("mara")).isEmpty();

        ApiTokens.Created revoked = create();
        assertThat(tokens.revoke("otto", revoked.token().id())).isFalse();
        assertThat(tokens.revoke("mara", revoked.token().id())).isTrue();
        assertThat(tokens.revoke("mara", revoked.token().id())).isFalse();
        assertThat(tokens.find(revoked.secret())).isEmpty();
    }

    @Test
    void a_new_password_from_an_administrator_and_disabling_revoke_all_tokens() throws UserRefusedException {
        UserAccounts accounts = new UserAccounts(
                database, AuditTables.trail(database), new FakePasswordHash(), SecuritySettings.UserSource.DATABASE);
        SecurityTables.save(database, "admin", "secret", Set.of(Roles.ADMIN));
        create();

        accounts.save(new UserChange("mara", mara.roles(), null, null, "a password for tests"), "admin");
        assertThat(tokens.list("mara")).isEmpty();

        create();
        accounts.save(new UserChange("mara", mara.roles(), true, null, null), "admin");
        assertThat(tokens.list("mara")).isEmpty();
    }

    @Test
    void what_is_too_long_too_many_or_of_a_strange_name_is_refused() throws UserRefusedException {
        assertThatThrownBy(() -> tokens.create("mara", "nightly", TokenScope.READ, 367))
                .isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> tokens.create("mara", "nightly", TokenScope.READ, 0))
                .isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> tokens.create("mara", "a\u0000b", TokenScope.READ, 1))
                .isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> tokens.create("guest", "nightly", TokenScope.READ, 1))
                .isInstanceOf(UserRefusedException.class);
        for (int i = 0; i < ApiTokens.MOST_TOKENS; i++) {
            create();
        }
        assertThatThrownBy(this::create).isInstanceOf(UserRefusedException.class);
    }

    @Test
    void users_of_a_deployers_store_have_none() throws UserRefusedException {
        String secret = create().secret();
        ApiTokens elsewhere = tokens(SecuritySettings.UserSource.DEPLOYER);

        assertThat(elsewhere.find(secret)).isEmpty();
        assertThatThrownBy(() -> elsewhere.create("mara", "nightly", TokenScope.READ, 1))
                .isInstanceOf(UserRefusedException.class);
    }

    private ApiTokens.Created create() throws UserRefusedException {
        return tokens.create("mara", "nightly", TokenScope.IMPORT, 30);
    }

    private ApiTokens tokens(SecuritySettings.UserSource source) {
        return new ApiTokens(database, AuditTables.trail(database), source);
    }
}
