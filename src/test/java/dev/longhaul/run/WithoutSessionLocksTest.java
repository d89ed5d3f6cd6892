package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may take a run from whom where no session lock says that an owner is dead; H2 stands for such a database. */
class WithoutSessionLocksTest {

    private final Database database = TestRuns.database(Dialect.H2);
    private final Owners owners = new Owners(database);

    @Test
    void without_session_locks_a_fifth_of_the_lease_is_enough_when_the_owner_is_not_seen() {
        Run run = owners.ownedByA();
        owners.visible.remove("a-1");
        owners.silent(1);
        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isFalse();
        owners.silent(2);
        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isTrue();
    }

    @Test
    void on_a_file_that_only_one_process_opens_every_earlier_owner_is_gone() {
        Run run = owners.ownedByA();
        Claims ofTheOnlyProcess = owners.tables.claims(
                new LivenessJudge(TestRuns.settings(database), new Peers(Owners.B, any -> true, true), true));

        assertThat(ofTheOnlyProcess.candidates(List.of("test"), 10)).allMatch(ofTheOnlyProcess::maySuspect);
        assertThat(ofTheOnlyProcess.takeFromGone(run.id(), Owners.B)).isTrue();
    }
}
