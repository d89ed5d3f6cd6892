package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sign-in is, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class SignInsTest {

    private final DatabaseKind kind;
    private Database database;
    private SignIns signIns;
    private User mara;

    SignInsTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createTables() {
        database = SecurityTables.fresh(kind);
        signIns = new SignIns(database, AuditTables.trail(database), SecurityTables.settings());
        mara = SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER));
    }

    @Test
    void a_sign_in_is_found_by_its_value_and_by_nothing_else() {
        String value = begin("mara", mara.roles(), true);

        assertThat(value).matches("[A-Za-z0-9_-]{43}");
        assertThat(found(value)).contains(new SignIn(null, "mara", Set.of(Roles.IMPORTER)));
        assertThat(signIns.find("")).isEmpty();
        assertThat(signIns.find(value + "A")).isEmpty();
        assertThat(signIns.find("A".repeat(43))).isEmpty();
        assertThat(signIns.find("' OR 1=1 --")).isEmpty();
    }

    @Test
    void its_owner_sees_where_it_was_begun_and_nothing_that_signs_in() {
        String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        String value = signIns.begin(accepted("mara"), "192.0.2.7", firefox).orElseThrow();
        begin("guest", Set.of(Roles.VIEWER), false);

        assertThat(signIns.list("mara")).singleElement().satisfies(own -> {
            assertThat(own.id()).isEqualTo(signIns.find(value).orElseThrow().id());
            assertThat(own.address()).isEqualTo("192.0.2.7");
            assertThat(own.browser()).isEqualTo("Firefox, Linux");
        });
        assertThat(signIns.list("mara").toString()).doesNotContain(value);
    }

    @Test
    void a_user_ends_their_own_sign_ins_one_by_one_or_all_others_and_nobody_elses() {
        String kept = begin("mara", mara.roles(), true);
        String ended = begin("mara", mara.roles(), true);
        String further = begin("mara", mara.roles(), true);
        String stranger = begin("guest", Set.of(Roles.VIEWER), false);

        assertThat(signIns.end("mara", idOf(stranger))).isFalse();
        assertThat(signIns.end("mara", idOf(ended))).isTrue();
        assertThat(signIns.find(ended)).isEmpty();
        assertThat(signIns.find(further)).isPresent();

        signIns.endOthers("mara", Optional.of(idOf(kept)));
        assertThat(signIns.find(kept)).isPresent();
        assertThat(signIns.find(further)).isEmpty();
        assertThat(signIns.find(stranger)).isPresent();
        assertThat(AuditTables.lines(database)).endsWith("sign-ins-ended mara x1", "sign-ins-ended mara x1");
    }

    @Test
    void beginning_and_ending_are_recorded_and_nobody_signs_in_unrecorded() {
        String value = begin("mara", mara.roles(), true);
        signIns.end(value);
        signIns.end(value);
        assertThat(AuditTables.lines(database)).containsExactly("signed-in mara x1", "signed-out mara x1");

        Sql.on(database).useHandle(handle -> handle.execute("DROP TABLE audit_line"));

        assertThatThrownBy(() -> begin("mara", mara.roles(), true)).isInstanceOf(RuntimeException.class);
        assertThat(signIns.list("mara")).isEmpty();
    }

    @Test
    void a_password_that_is_changed_between_its_check_and_the_sign_in_signs_nobody_in() {
        PasswordAnswer.Accepted checked = accepted("mara");
        SecurityTables.save(database, "mara", "another one", mara.roles());

        assertThat(signIns.begin(checked, "192.0.2.7", null)).isEmpty();
        assertThat(signIns.list("mara")).isEmpty();
    }

    @Test
    void a_temporary_password_gives_no_role_but_the_change_of_it() {
        String value = begin("mara", mara.roles(), true);

        Sql.on(database).useHandle(handle -> handle.execute("UPDATE app_user SET password_temporary = TRUE"));

        assertThat(found(value)).contains(new SignIn(null, "mara", Set.of(Roles.PASSWORD_CHANGE)));
    }

    @Test
    void another_node_finds_it_too() {
        String value = begin("mara", mara.roles(), true);

        assertThat(new SignIns(database, AuditTables.trail(database), SecurityTables.settings()).find(value))
                .isPresent();
    }

    @Test
    void the_table_holds_nothing_that_signs_in() {
        String value = begin("mara", mara.roles(), true);

        String kept = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT token_hash FROM sign_in")
                .mapTo(String.class)
                .one());
        assertThat(kept).hasSize(64).doesNotContain(value);
        assertThat(signIns.find(kept)).isEmpty();
    }

    @Test
    void an_ended_sign_in_is_gone_and_ending_it_twice_is_harmless() {
        String value = begin("mara", mara.roles(), true);
        String other = begin("mara", mara.roles(), true);

        signIns.end(value);
        signIns.end(value);

        assertThat(signIns.find(value)).isEmpty();
        assertThat(signIns.find(other)).isPresent();
    }

    @Test
    void all_sign_ins_of_one_user_end_together() {
        String value = begin("mara", mara.roles(), true);
        String stranger = begin("guest", Set.of(Roles.VIEWER), false);

        signIns.endOthers("mara", Optional.empty());

        assertThat(signIns.find(value)).isEmpty();
        assertThat(signIns.find(stranger)).isPresent();
    }

    @Test
    void an_unused_sign_in_ends_after_its_idle_time() {
        String value = begin("mara", mara.roles(), true);

        age("last_use_at", Duration.ofHours(2).minusMinutes(1));
        assertThat(signIns.find(value)).isPresent();
        age("last_use_at", Duration.ofHours(2).plusMinutes(1));
        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void using_it_starts_the_idle_time_anew() {
        String value = begin("mara", mara.roles(), true);

        age("last_use_at", Duration.ofMinutes(90));
        assertThat(signIns.find(value)).isPresent();
        age("last_use_at", Duration.ofMinutes(90));
        assertThat(signIns.find(value)).isPresent();
    }

    @Test
    void a_sign_in_in_use_ends_at_its_lifespan_all_the_same() {
        String value = begin("mara", mara.roles(), true);

        age("expires_at", Duration.ofHours(12).minusMinutes(1));
        assertThat(signIns.find(value)).isPresent();
        age("expires_at", Duration.ofMinutes(2));
        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void what_has_expired_is_deleted_at_the_next_sign_in() {
        begin("mara", mara.roles(), true);
        age("expires_at", Duration.ofHours(13));

        begin("mara", mara.roles(), true);

        long count = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT count(*) FROM sign_in")
                .mapTo(Long.class)
                .one());
        assertThat(count).isOne();
    }

    @Test
    void a_disabled_user_is_out_at_once() {
        String value = begin("mara", mara.roles(), true);

        SecurityTables.disable(database, mara);

        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void a_deleted_user_is_out_at_once() {
        String value = begin("mara", mara.roles(), true);

        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM app_user WHERE name = 'mara'"));

        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void a_changed_role_holds_at_once() {
        String value = begin("mara", mara.roles(), true);

        SecurityTables.save(database, "mara", "secret", Set.of(Roles.VIEWER));

        assertThat(found(value)).contains(new SignIn(null, "mara", Set.of(Roles.VIEWER)));
    }

    @Test
    void a_user_of_another_identity_store_keeps_the_roles_given_at_sign_in_whatever_the_table_says_of_the_name() {
        String value = begin("mara", Set.of(Roles.ADMIN), false);

        SecurityTables.disable(database, mara);

        assertThat(found(value)).contains(new SignIn(null, "mara", Set.of(Roles.ADMIN)));
    }

    private String begin(String user, Set<String> roles, boolean ownUser) {
        return SecurityTables.begin(signIns, SecurityTables.accepted(database, user, roles, ownUser));
    }

    private PasswordAnswer.Accepted accepted(String user) {
        return SecurityTables.accepted(database, user, mara.roles(), true);
    }

    private UUID idOf(String value) {
        return Objects.requireNonNull(signIns.find(value).orElseThrow().id());
    }

    /** Without its random id. */
    private Optional<SignIn> found(String value) {
        return signIns.find(value).map(signIn -> new SignIn(null, signIn.user(), signIn.roles()));
    }

    private void age(String column, Duration by) {
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE sign_in SET %1$s = %1$s - CAST(? AS BIGINT) * INTERVAL '1' SECOND".formatted(column),
                        by.toSeconds()));
    }
}
