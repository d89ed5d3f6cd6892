package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.time.Duration;
import java.util.Set;
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
        database = kind.fresh(SecurityBeans.SCHEMA);
        signIns = new SignIns(database, SecurityTables.settings());
        mara = SecurityTables.save(database, "mara", "secret", Set.of(Roles.IMPORTER));
    }

    @Test
    void a_sign_in_is_found_by_its_value_and_by_nothing_else() {
        String value = signIns.begin("mara", mara.roles(), true);

        assertThat(value).matches("[A-Za-z0-9_-]{43}");
        assertThat(signIns.find(value)).contains(new SignIn("mara", Set.of(Roles.IMPORTER)));
        assertThat(signIns.find("")).isEmpty();
        assertThat(signIns.find(value + "A")).isEmpty();
        assertThat(signIns.find("A".repeat(43))).isEmpty();
        assertThat(signIns.find("' OR 1=1 --")).isEmpty();
    }

    @Test
    void another_node_finds_it_too() {
        String value = signIns.begin("mara", mara.roles(), true);

        assertThat(new SignIns(database, SecurityTables.settings()).find(value)).isPresent();
    }

    @Test
    void the_table_holds_nothing_that_signs_in() {
        String value = signIns.begin("mara", mara.roles(), true);

        String kept = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT token_hash FROM sign_in")
                .mapTo(String.class)
                .one());
        assertThat(kept).hasSize(64).doesNotContain(value);
        assertThat(signIns.find(kept)).isEmpty();
    }

    @Test
    void an_ended_sign_in_is_gone_and_ending_it_twice_is_harmless() {
        String value = signIns.begin("mara", mara.roles(), true);
        String other = signIns.begin("mara", mara.roles(), true);

        signIns.end(value);
        signIns.end(value);

        assertThat(signIns.find(value)).isEmpty();
        assertThat(signIns.find(other)).isPresent();
    }

    @Test
    void all_sign_ins_of_one_user_end_together() {
        String value = signIns.begin("mara", mara.roles(), true);
        String stranger = signIns.begin("guest", Set.of(Roles.VIEWER), false);

        signIns.endAllOf("mara");

        assertThat(signIns.find(value)).isEmpty();
        assertThat(signIns.find(stranger)).isPresent();
    }

    @Test
    void an_unused_sign_in_ends_after_its_idle_time() {
        String value = signIns.begin("mara", mara.roles(), true);

        age("last_use_at", Duration.ofHours(2).minusMinutes(1));
        assertThat(signIns.find(value)).isPresent();
        age("last_use_at", Duration.ofHours(2).plusMinutes(1));
        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void using_it_starts_the_idle_time_anew() {
        String value = signIns.begin("mara", mara.roles(), true);

        age("last_use_at", Duration.ofMinutes(90));
        assertThat(signIns.find(value)).isPresent();
        age("last_use_at", Duration.ofMinutes(90));
        assertThat(signIns.find(value)).isPresent();
    }

    @Test
    void a_sign_in_in_use_ends_at_its_lifespan_all_the_same() {
        String value = signIns.begin("mara", mara.roles(), true);

        age("expires_at", Duration.ofHours(12).minusMinutes(1));
        assertThat(signIns.find(value)).isPresent();
        age("expires_at", Duration.ofMinutes(2));
        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void what_has_expired_is_deleted_at_the_next_sign_in() {
        signIns.begin("mara", mara.roles(), true);
        age("expires_at", Duration.ofHours(13));

        signIns.begin("mara", mara.roles(), true);

        long count = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT count(*) FROM sign_in")
                .mapTo(Long.class)
                .one());
        assertThat(count).isOne();
    }

    @Test
    void a_disabled_user_is_out_at_once() {
        String value = signIns.begin("mara", mara.roles(), true);

        SecurityTables.disable(database, mara);

        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void a_deleted_user_is_out_at_once() {
        String value = signIns.begin("mara", mara.roles(), true);

        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM app_user WHERE name = 'mara'"));

        assertThat(signIns.find(value)).isEmpty();
    }

    @Test
    void a_changed_role_holds_at_once() {
        String value = signIns.begin("mara", mara.roles(), true);

        SecurityTables.save(database, "mara", "secret", Set.of(Roles.VIEWER));

        assertThat(signIns.find(value)).contains(new SignIn("mara", Set.of(Roles.VIEWER)));
    }

    @Test
    void a_user_of_another_identity_store_keeps_the_roles_given_at_sign_in_whatever_the_table_says_of_the_name() {
        String value = signIns.begin("mara", Set.of(Roles.ADMIN), false);

        SecurityTables.disable(database, mara);

        assertThat(signIns.find(value)).contains(new SignIn("mara", Set.of(Roles.ADMIN)));
    }

    private void age(String column, Duration by) {
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE sign_in SET %1$s = %1$s - CAST(? AS BIGINT) * INTERVAL '1' SECOND".formatted(column),
                        by.toSeconds()));
    }
}
