package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import dev.longhaul.testkit.SettableClock;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserIdentityStoreTest {

    private final Database database = TestDatabases.h2(new SecurityBeans().schema());
    private final FakePasswordHash passwordHash = new FakePasswordHash();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final UserIdentityStore store = store(SecuritySettings.UserSource.DATABASE);

    @Test
    void the_right_password_gives_name_and_roles() {
        SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER, Roles.VIEWER));

        CredentialValidationResult result = store.validate(new UsernamePasswordCredential("mara", "secret"));

        assertThat(result.getStatus()).isEqualTo(Status.VALID);
        assertThat(result.getCallerPrincipal().getName()).isEqualTo("mara");
        assertThat(result.getCallerGroups()).containsExactlyInAnyOrder(Roles.IMPORTER, Roles.VIEWER);
    }

    @Test
    void a_wrong_password_an_unknown_and_a_disabled_user_are_refused_alike_and_at_the_same_work() {
        SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER));
        SecurityTables.disable(database, SecurityTables.save(database, "gone", "secret", Set.of(Roles.IMPORTER)));

        for (String name : new String[] {"mara", "gone", "nobody"}) {
            int before = passwordHash.verifiedCount();
            assertThat(store.validate(new UsernamePasswordCredential(name, "wrong")))
                    .as(name)
                    .isEqualTo(CredentialValidationResult.INVALID_RESULT);
            assertThat(passwordHash.verifiedCount() - before).as(name).isEqualTo(1);
        }
        assertThat(store.validate(new UsernamePasswordCredential("gone", "secret")))
                .isEqualTo(CredentialValidationResult.INVALID_RESULT);
    }

    @Test
    void a_password_that_matched_is_not_hashed_again_for_some_minutes() {
        SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER));
        UsernamePasswordCredential credential = new UsernamePasswordCredential("mara", "secret");

        store.validate(credential);
        store.validate(credential);
        assertThat(passwordHash.verifiedCount()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(6));
        assertThat(store.validate(credential).getStatus()).isEqualTo(Status.VALID);
        assertThat(passwordHash.verifiedCount()).isEqualTo(2);
    }

    @Test
    void what_is_remembered_does_not_outlive_the_password_nor_hide_that_a_user_was_disabled() {
        UsernamePasswordCredential old = new UsernamePasswordCredential("mara", "secret");
        SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER));
        assertThat(store.validate(old).getStatus()).isEqualTo(Status.VALID);

        User changed = SecurityTables.save(database, "mara", "other", Set.of(Roles.IMPORTER));
        assertThat(store.validate(old).getStatus()).isEqualTo(Status.INVALID);

        SecurityTables.disable(database, changed);
        assertThat(store.validate(new UsernamePasswordCredential("mara", "other"))
                        .getStatus())
                .isEqualTo(Status.INVALID);
    }

    @Test
    void it_leaves_other_kinds_of_credential_and_the_users_of_a_deployer_to_other_stores() {
        SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER));

        assertThat(store.validate(new CallerOnlyCredential("mara")).getStatus()).isEqualTo(Status.NOT_VALIDATED);
        assertThat(store(SecuritySettings.UserSource.DEPLOYER)
                        .validate(new UsernamePasswordCredential("mara", "secret"))
                        .getStatus())
                .isEqualTo(Status.NOT_VALIDATED);
    }

    private UserIdentityStore store(SecuritySettings.UserSource source) {
        return new UserIdentityStore(new Users(database), passwordHash, new VerifiedPasswords(clock), source);
    }
}
