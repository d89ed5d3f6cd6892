package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditEntry;
import dev.longhaul.shop.audit.AuditFilter;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        database = SecurityTables.fresh(kind);
        signIns = new SignIns(database, AuditTables.trail(database), SecurityTables.settings());
        accounts = accounts(SecuritySettings.UserSource.DATABASE);
        SecurityTables.save(database, "admin", PASSWORD, Set.of(Roles.ADMIN));
    }

    @Test
    void a_new_user_needs_a_password_and_then_has_it() throws UserRefusedException {
        UserChange mara = user("mara", Set.of(Roles.VIEWER), false);

        assertThatThrownBy(() -> save(mara, null)).isInstanceOf(UserRefusedException.class);
        assertThat(save(mara, PASSWORD)).isTrue();

        assertThat(accounts.list()).extracting(UserAccount::name).containsExactly("admin", "mara");
        assertThat(new Users(database).find("mara"))
                .contains(new User(
                        "mara", new User.Password("hash of " + PASSWORD, true), Set.of(Roles.VIEWER), false, null));
    }

    @Test
    void an_address_is_kept_until_it_is_changed_or_removed() throws UserRefusedException {
        Set<String> roles = Set.of(Roles.VIEWER);
        save(user("mara", roles, false, "mara@shop.example"), PASSWORD);
        save(user("mara", roles, false), null);
        assertThat(accounts.findEmail("mara")).contains("mara@shop.example");

        save(user("mara", roles, false, ""), null);
        assertThat(accounts.findEmail("mara")).isEmpty();
        assertThat(accounts.findEmail("nobody")).isEmpty();

        save(user("nina@shop.example", roles, false), PASSWORD);
        assertThat(accounts.findEmail("nina@shop.example")).contains("nina@shop.example");
        save(user("nina@shop.example", roles, true), null);
        assertThat(accounts.findEmail("nina@shop.example")).isEmpty();
        assertThat(accounts(SecuritySettings.UserSource.DEPLOYER).findEmail("otto@shop.example"))
                .contains("otto@shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mara", "@shop.example", "mara@", "a b@shop.example", "mara@shop.example\nBcc: x@y.z"})
    void what_is_no_address_is_refused(String email) {
        assertThatThrownBy(() -> save(user("mara", Set.of(Roles.VIEWER), false, email), PASSWORD))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("address");
    }

    @Test
    void a_change_of_roles_keeps_password_and_sign_ins() throws UserRefusedException {
        save(user("mara", Set.of(Roles.VIEWER), false), PASSWORD);
        String signIn = begin("mara");

        assertThat(save(user("mara", Set.of(Roles.IMPORTER), false), null)).isFalse();

        assertThat(new Users(database).find("mara").orElseThrow().passwordHash())
                .isEqualTo("hash of " + PASSWORD);
        assertThat(signIns.find(signIn).orElseThrow().roles()).containsExactly(Roles.PASSWORD_CHANGE);
    }

    @Test
    void a_change_of_roles_alone_does_not_enable_a_disabled_user() throws UserRefusedException {
        save(user("mara", Set.of(Roles.VIEWER), true), PASSWORD);

        save(user("mara", Set.of(Roles.IMPORTER), null), null);
        assertThat(new Users(database).find("mara").orElseThrow().disabled()).isTrue();

        save(user("mara", Set.of(Roles.IMPORTER), false), null);
        assertThat(new Users(database).find("mara").orElseThrow().disabled()).isFalse();
    }

    @Test
    void an_administrator_does_not_change_their_own_password_here_where_the_current_one_is_not_asked_for() {
        UserChange own = new UserChange("admin", Set.of(Roles.ADMIN), null, null, PASSWORD + "!");

        assertThatThrownBy(() -> accounts.save(own, "admin"))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("/api/account/password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaa", "password1234", "123456789012", "maramaramara", "Mara-mara-2026"})
    void a_password_that_is_guessed_first_is_refused(String password) {
        assertThatThrownBy(() -> save(user("mara", Set.of(Roles.VIEWER), false), password))
                .isInstanceOf(UserRefusedException.class);
        assertThat(accounts.list()).extracting(UserAccount::name).containsExactly("admin");
    }

    @Test
    void each_change_is_recorded_with_who_and_what_and_without_anything_secret() throws UserRefusedException {
        save(user("mara", Set.of(Roles.VIEWER), false, "mara@shop.example"), PASSWORD);
        save(user("mara", Set.of(Roles.IMPORTER), true), null);
        assertThatThrownBy(() -> save(user("admin", Set.of(Roles.VIEWER), false), null))
                .isInstanceOf(UserRefusedException.class);

        assertThat(AuditTables.trail(database).newest(AuditFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(AuditEntry::user, AuditEntry::action, AuditEntry::subject, AuditEntry::detail)
                .containsExactly(
                        tuple("chief", "user-changed", "mara", "roles longhaul-viewer -> longhaul-importer, disabled"),
                        tuple("chief", "user-added", "mara", "roles longhaul-viewer, new password, mail address"));
    }

    @Test
    void nothing_is_changed_unrecorded() {
        Sql.on(database).useHandle(handle -> handle.execute("DROP TABLE audit_line"));

        assertThatThrownBy(() -> save(user("mara", Set.of(Roles.VIEWER), false), PASSWORD))
                .isInstanceOf(RuntimeException.class);
        assertThat(accounts.list()).extracting(UserAccount::name).containsExactly("admin");
    }

    @Test
    void a_new_password_ends_every_sign_in_of_that_user_only() throws UserRefusedException {
        save(user("mara", Set.of(Roles.VIEWER), false), PASSWORD);
        String signIn = begin("mara");
        String other = begin("admin");

        save(user("mara", Set.of(Roles.VIEWER), false), PASSWORD + "!");

        assertThat(signIns.find(signIn)).isEmpty();
        assertThat(signIns.find(other)).isPresent();
    }

    @Test
    void a_user_enabled_again_has_to_sign_in_again() throws UserRefusedException {
        save(user("mara", Set.of(Roles.VIEWER), false), PASSWORD);
        String signIn = begin("mara");

        save(user("mara", Set.of(Roles.VIEWER), true), null);
        save(user("mara", Set.of(Roles.VIEWER), false), null);

        assertThat(signIns.find(signIn)).isEmpty();
    }

    @Test
    void the_last_administrator_stays_one() throws UserRefusedException {
        assertThatThrownBy(() -> save(user("admin", Set.of(Roles.ADMIN), true), null))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("last administrator");
        assertThatThrownBy(() -> save(user("admin", Set.of(Roles.VIEWER), false), null))
                .isInstanceOf(UserRefusedException.class);

        save(user("admin", Set.of(Roles.ADMIN, Roles.VIEWER), false), null);
        save(user("other", Set.of(Roles.ADMIN), false), PASSWORD);
        save(user("admin", Set.of(Roles.VIEWER), false), null);
        assertThat(new Users(database).find("admin").orElseThrow().roles()).containsExactly(Roles.VIEWER);
    }

    @RepeatedTest(10)
    void of_two_administrators_who_disable_each_other_at_once_one_remains() throws UserRefusedException {
        save(user("other", Set.of(Roles.ADMIN), false), PASSWORD);
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
        assertThatThrownBy(() -> save(user(name, Set.of(Roles.VIEWER), false), PASSWORD))
                .isInstanceOf(UserRefusedException.class);
    }

    @Test
    void roles_must_be_ours_and_passwords_long_enough() {
        assertThatThrownBy(() -> save(user("mara", Set.of(), false), PASSWORD))
                .isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> save(user("mara", Set.of("longhaul-root"), false), PASSWORD))
                .isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> save(user("mara", Set.of(Roles.VIEWER), false), "short"))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("12 to 1000");
        assertThat(accounts.list()).extracting(UserAccount::name).containsExactly("admin");
    }

    @Test
    void users_that_a_deployer_keeps_elsewhere_are_not_saved_here() {
        assertThatThrownBy(() -> save(
                        accounts(SecuritySettings.UserSource.DEPLOYER),
                        user("mara", Set.of(Roles.VIEWER), false),
                        PASSWORD))
                .isInstanceOf(UserRefusedException.class)
                .hasMessageContaining("longhaul.users.source");
    }

    private static UserChange user(String name, Set<String> roles, @Nullable Boolean disabled) {
        return user(name, roles, disabled, null);
    }

    private static UserChange user(String name, Set<String> roles, @Nullable Boolean disabled, @Nullable String email) {
        return new UserChange(name, roles, disabled, email, null);
    }

    private boolean save(UserChange change, @Nullable String password) throws UserRefusedException {
        return save(accounts, change, password);
    }

    private static boolean save(UserAccounts accounts, UserChange change, @Nullable String password)
            throws UserRefusedException {
        return accounts.save(
                new UserChange(change.name(), change.roles(), change.disabled(), change.email(), password), "chief");
    }

    private String begin(String user) {
        return SecurityTables.begin(signIns, SecurityTables.accepted(database, user, Set.of(Roles.VIEWER), true));
    }

    private UserAccounts accounts(SecuritySettings.UserSource source) {
        return new UserAccounts(database, AuditTables.trail(database), new FakePasswordHash(), source);
    }

    private boolean disableAfter(CyclicBarrier barrier, String name) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
            save(user(name, Set.of(Roles.ADMIN), true), null);
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
