package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.testing.DatabaseKind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator can do to users, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class UserAccountsTest {

    private static final String PASSWORD = "long enough for all";

    private final DatabaseKind kind;
    private Database database;
    private SignIns signIns;
    private UserAccounts accounts;

    UserAccountsTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createAnAdministrator() {
        database = kind.fresh(SecurityBeans.SCHEMA);
        signIns = new SignIns(database, SecurityTables.settings());
        accounts = accounts(SecuritySettings.UserSource.DATABASE);
        SecurityTables.save(database, "admin", PASSWORD, Set.of(Roles.ADMIN));
    }

    @Test
    void a_new_user_needs_a_password_and_then_has_it() throws UserRefusedException {
        UserAccount mara = new UserAccount("mara", Set.of(Roles.VIEWER), false);

        assertThatThrownBy(() -> accounts.save(mara, null)).isInstanceOf(UserRefusedException.class);
        assertThat(accounts.save(mara, PASSWORD)).isTrue();

        assertThat(accounts.list()).extracting(UserAccount::name).containsExactly("admin", "mara");
        assertThat(new Users(database).find("mara"))
                .contains(new User("mara", "hash of " + PASSWORD, Set.of(Roles.VIEWER), false));
    }

    @Test
    void an_address_is_kept_until_it_is_changed_or_removed() throws UserRefusedException {
        Set<String> roles = Set.of(Roles.VIEWER);
        accounts.save(new UserAccount("mara", roles, false, "mara@shop.example"), PASSWORD);
        accounts.save(new UserAccount("mara", roles, false), null);
        assertThat(accounts.findEmail("mara")).contains("mara@shop.example");

        accounts.save(new UserAccount("mara", roles, false, ""), null);
        assertThat(accounts.findEmail("mara")).isEmpty();
        assertThat(accounts.findEmail("nobody")).isEmpty();

        accounts.save(new UserAccount("nina@shop.example", roles, false), PASSWORD);
        assertThat(accounts.findEmail("nina@shop.example")).contains("nina@shop.example");
        accounts.save(new UserAccount("nina@shop.example", roles, true), null);
        assertThat(accounts.findEmail("nina@shop.example")).isEmpty();
        assertThat(accounts(SecuritySettings.UserSource.DEPLOYER).findEmail("otto@shop.example"))
                .contains("otto@shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mara", "@shop.example", "mara@", "a b@shop.example", "mara@shop.example\nBcc: x@y.z"})
    void what_is_no_address_is_refused(String email) {
        assertThatThrownBy(() -> accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), false, email), PASSWORD))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("address");
    }

    @Test
    void a_change_of_roles_keeps_password_and_sign_ins() throws UserRefusedException {
        accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), false), PASSWORD);
        String signIn = signIns.begin("mara", Set.of(Roles.VIEWER), true);

        assertThat(accounts.save(new UserAccount("mara", Set.of(Roles.IMPORTER), false), null))
                .isFalse();

        assertThat(new Users(database).find("mara").orElseThrow().passwordHash())
                .isEqualTo("hash of " + PASSWORD);
        assertThat(signIns.find(signIn)).contains(new SignIn("mara", Set.of(Roles.IMPORTER)));
    }

    @Test
    void a_new_password_ends_every_sign_in_of_that_user_only() throws UserRefusedException {
        accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), false), PASSWORD);
        String signIn = signIns.begin("mara", Set.of(Roles.VIEWER), true);
        String other = signIns.begin("admin", Set.of(Roles.ADMIN), true);

        accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), false), PASSWORD + "!");

        assertThat(signIns.find(signIn)).isEmpty();
        assertThat(signIns.find(other)).isPresent();
    }

    @Test
    void a_user_enabled_again_has_to_sign_in_again() throws UserRefusedException {
        accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), false), PASSWORD);
        String signIn = signIns.begin("mara", Set.of(Roles.VIEWER), true);

        accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), true), null);
        accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), false), null);

        assertThat(signIns.find(signIn)).isEmpty();
    }

    @Test
    void the_last_administrator_stays_one() throws UserRefusedException {
        assertThatThrownBy(() -> accounts.save(new UserAccount("admin", Set.of(Roles.ADMIN), true), null))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("last administrator");
        assertThatThrownBy(() -> accounts.save(new UserAccount("admin", Set.of(Roles.VIEWER), false), null))
                .isInstanceOf(UserRefusedException.class);

        accounts.save(new UserAccount("admin", Set.of(Roles.ADMIN, Roles.VIEWER), false), null);
        accounts.save(new UserAccount("other", Set.of(Roles.ADMIN), false), PASSWORD);
        accounts.save(new UserAccount("admin", Set.of(Roles.VIEWER), false), null);
        assertThat(new Users(database).find("admin").orElseThrow().roles()).containsExactly(Roles.VIEWER);
    }

    @RepeatedTest(10)
    void of_two_administrators_who_disable_each_other_at_once_one_remains() throws UserRefusedException {
        accounts.save(new UserAccount("other", Set.of(Roles.ADMIN), false), PASSWORD);
        CyclicBarrier both = new CyclicBarrier(2);

        List<CompletableFuture<Boolean>> attempts = Stream.of("admin", "other")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> disableAfter(both, name), command -> new Thread(command).start()))
                .toList();

        assertThat(attempts.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(accounts.list()).filteredOn(account -> !account.disabled()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mara", "ma ra", ".mara", "mara\n", "<b>", "mara;", "müller"})
    void an_unusual_name_is_refused(String name) {
        assertThatThrownBy(() -> accounts.save(new UserAccount(name, Set.of(Roles.VIEWER), false), PASSWORD))
                .isInstanceOf(UserRefusedException.class);
    }

    @Test
    void roles_must_be_ours_and_passwords_long_enough() {
        assertThatThrownBy(() -> accounts.save(new UserAccount("mara", Set.of(), false), PASSWORD))
                .isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> accounts.save(new UserAccount("mara", Set.of("longhaul-root"), false), PASSWORD))
                .isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> accounts.save(new UserAccount("mara", Set.of(Roles.VIEWER), false), "short"))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("12 to 1000");
        assertThat(accounts.list()).extracting(UserAccount::name).containsExactly("admin");
    }

    @Test
    void users_that_a_deployer_keeps_elsewhere_are_not_saved_here() {
        assertThatThrownBy(() -> accounts(SecuritySettings.UserSource.DEPLOYER)
                        .save(new UserAccount("mara", Set.of(Roles.VIEWER), false), PASSWORD))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("longhaul.users.source");
    }

    private UserAccounts accounts(SecuritySettings.UserSource source) {
        return new UserAccounts(database, signIns, new FakePasswordHash(), source);
    }

    private boolean disableAfter(CyclicBarrier barrier, String name) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
            accounts.save(new UserAccount(name, Set.of(Roles.ADMIN), true), null);
            return true;
        } catch (UserRefusedException refused) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
