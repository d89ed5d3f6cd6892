package dev.longhaul.shop.security.guessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class KnownBrowsersTest {

    private static final SchemaModule SCHEMA =
            new SchemaModule("security", List.of("dev/longhaul/shop/security/V6__guessing.sql"));

    private final DatabaseKind kind;
    private Database database;
    private KnownBrowsers browsers;

    KnownBrowsersTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createTables() {
        database = kind.fresh(SCHEMA);
        browsers = new KnownBrowsers(database);
    }

    @Test
    void a_browser_is_known_for_the_users_who_have_signed_in_with_it() {
        String value = browsers.remember(List.of(), "mara");

        assertThat(new KnownBrowsers(database).find(List.of("' OR 1=1", "", value), "mara"))
                .isPresent();
        assertThat(browsers.find(List.of(value), "otto")).isEmpty();
        assertThat(browsers.find(List.of(), "mara")).isEmpty();
        assertThat(browsers.find(List.of("A".repeat(43)), "mara")).isEmpty();
    }

    @Test
    void each_sign_in_gives_a_new_value_and_the_old_one_which_others_may_know_ends() {
        String planted = browsers.remember(List.of(), "mallory");

        String value = browsers.remember(List.of(planted), "mara");

        assertThat(browsers.find(List.of(planted), "mara")).isEmpty();
        assertThat(browsers.find(List.of(planted), "mallory")).isEmpty();
        assertThat(browsers.find(List.of(value), "mara")).isPresent();
        assertThat(browsers.find(List.of(value), "mallory")).isPresent();
        assertThat(browsers.find(List.of(browsers.remember(List.of(value), "mara")), "mara"))
                .isPresent();
    }

    @Test
    void a_user_has_a_bounded_number_of_browsers_and_the_table_holds_nothing_that_can_be_sent() {
        String first = browsers.remember(List.of(), "mara");
        Sql.on(database)
                .useHandle(handle ->
                        handle.execute("UPDATE known_browser SET last_use_at = last_use_at - INTERVAL '1' DAY"));
        String last = first;
        for (int count = 0; count < KnownBrowsers.MOST_PER_USER; count++) {
            last = browsers.remember(List.of(), "mara");
        }

        assertThat(browsers.find(List.of(first), "mara")).isEmpty();
        assertThat(browsers.find(List.of(last), "mara")).isPresent();
        assertThat(hashes()).hasSize(KnownBrowsers.MOST_PER_USER).doesNotContain(last);
    }

    @Test
    void a_browser_that_was_not_used_for_half_a_year_is_forgotten() {
        String value = browsers.remember(List.of(), "mara");
        Sql.on(database)
                .useHandle(handle ->
                        handle.execute("UPDATE known_browser SET last_use_at = last_use_at - 181 * INTERVAL '1' DAY"));

        assertThat(browsers.find(List.of(value), "mara")).isEmpty();
        browsers.remember(List.of(), "otto");
        assertThat(hashes()).hasSize(1);
    }

    private List<String> hashes() {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT value_hash FROM known_browser")
                .mapTo(String.class)
                .list());
    }
}
