package dev.longhaul.run;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.settings.Settings;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Runs on a test's database, for tests of features: they are recorded, and start when the test says so. */
public final class TestRuns {

    public static final SchemaModule SCHEMA = RunBeans.SCHEMA;

    /** What is recorded waits for an owner. */
    static final RunDispatch STARTS_NOTHING = new RunDispatch() {
        @Override
        public boolean promise(RunId id, NewRun run) {
            return false;
        }

        @Override
        public void recorded(RunIntake.Recorded recorded) {}

        @Override
        public void withdraw(RunId id) {}

        @Override
        public void cancelled(RunId id) {}
    };

    private TestRuns() {}

    /** Enqueues, finds and cancels; starts nothing. */
    public static Runs on(Database database) {
        return new Runs(
                new RunStore(database, JsonbBuilder.create(), ended -> {}),
                TestStates.alone(),
                JsonbBuilder.create(),
                new Runs.Observer(new RunOwner("test", "test"), incarnation -> true),
                STARTS_NOTHING);
    }

    /** A run of ten units that was enqueued on node {@code b}. */
    static RunId enqueue(RunStore store, String type, String request, String person) {
        NewRun run = NewRun.of(type, new Nothing(), person).withTotal(10);
        return store.intake()
                .record(new RunIntake.Draft(RunId.random(), run, request, "b", null), (handle, id) -> {})
                .id();
    }

    private record Nothing() {}

    /** Whatever was recorded is gone. */
    static void empty(Database database) {
        for (String table : List.of("run_chunk", "run_transition", "run_start_key", "run_node", "run")) {
            database.jdbi().useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
    }

    /** Nothing has changed for so long. */
    static void grow(Database database, Duration older) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET updated_at = updated_at - CAST(? AS BIGINT) * INTERVAL '1' SECOND",
                        older.toSeconds()));
    }

    /** With the rules of a node that has peers, on either database. */
    static OwnerJudge judge(Database database, Set<String> visible) {
        return new OwnerJudge(
                RunSettings.from(Settings.defaults()),
                new OwnerJudge.View(visible::contains, false, false, database.dialect() == Dialect.POSTGRESQL));
    }

    /** What the owner of a claimed run holds, as long as the test lives. */
    static RunChunks.Hold hold(Run run) {
        return new RunChunks.Hold(run, NodeLease.unlimited(), CancellationToken.NONE);
    }
}
