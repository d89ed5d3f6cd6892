package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class H2RunOwnershipTest extends RunOwnershipContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(RunBeans.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }

    @Test
    void without_session_locks_a_fifth_of_the_lease_is_enough_when_the_owner_is_not_seen() {
        Run run = ownedByA();
        visible.remove("a-1");
        silent(1);
        assertThat(claims.takeFromGone(run.id(), B)).isFalse();
        silent(2);
        assertThat(claims.takeFromGone(run.id(), B)).isTrue();
    }

    @Test
    void on_a_file_that_only_one_process_opens_every_earlier_owner_is_gone() {
        Run run = ownedByA();
        RunClaims ofTheOnlyProcess = store.claims(new OwnerJudge(
                RunSettings.from(Settings.defaults()), new OwnerJudge.View(any -> true, true, true, false)));

        assertThat(ofTheOnlyProcess.candidates(java.util.List.of("test"), 10)).allMatch(ofTheOnlyProcess::maySuspect);
        assertThat(ofTheOnlyProcess.takeFromGone(run.id(), B)).isTrue();
    }
}
