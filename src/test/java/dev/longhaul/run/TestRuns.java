package dev.longhaul.run;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs on a test's database, for tests of features: they are recorded, and start when the test says so. */
public final class TestRuns {

    public static final SchemaModule SCHEMA = RunNode.SCHEMA;

    private static final NodeId SELF = new NodeId("test", "test");
    private static final Map<Dialect, Database> DATABASES = new EnumMap<>(Dialect.class);

    private TestRuns() {}

    /** The one database of this kind for the tests of this package, which empty it before they start. */
    static synchronized Database database(Dialect dialect) {
        return DATABASES.computeIfAbsent(dialect, kind -> switch (kind) {
            case H2 -> TestDatabases.h2(SCHEMA);
            case POSTGRESQL -> TestDatabases.postgresql(SCHEMA);
        });
    }

    /** Enqueues, finds and cancels; starts nothing. */
    public static Runs on(Database database) {
        return new RunNode(
                        new RunNode.Base(database, TestStates.alone(), idleQueues(), () -> {}, () -> {}),
                        new RunNode.Membership(
                                new Peers(SELF, incarnation -> true, false),
                                RunSignals.NONE,
                                NodeLease.unlimited(SELF),
                                judge(database, Set.of())),
                        new RunNode.Hooks(runs -> List.of(), ended -> {}, node -> recorded -> {}))
                .runs();
    }

    static BackgroundQueues idleQueues() {
        return new BackgroundQueues(Settings.defaults(), never -> {}, new ApplicationLifetime(), failure -> {});
    }

    /** What is recorded is handed on at once, as outside of a transaction. */
    static RunNode.Hooks hooks(List<? extends RunHandler<?>> handlers) {
        return new RunNode.Hooks(runs -> handlers, ended -> {}, node -> node::committed);
    }

    /** A run of ten units that was enqueued on node {@code b}. */
    static RunId enqueue(RunDatabase tables, String type, String request, String person) {
        NewRun run = NewRun.of(type, new Nothing(), person).withTotal(10);
        return tables.recorder()
                .record(new RunRecorder.Draft(RunId.random(), run, request, "b", null))
                .id();
    }

    private record Nothing() {}

    static RunDatabase tables(Database database) {
        return tables(database, ended -> {});
    }

    static RunDatabase tables(Database database, Consumer<RunEnded> listener) {
        return new RunDatabase(database, JsonbBuilder.create(), listener);
    }

    /** Removes everything that was recorded. */
    static void empty(Database database) {
        for (String table : List.of("run_chunk", "run_transition", "run_start_key", "run_node", "run")) {
            Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
    }

    /** Nothing has changed for so long. */
    static void grow(Database database, Duration older) {
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET updated_at = updated_at - CAST(? AS BIGINT) * INTERVAL '1' SECOND",
                        older.toSeconds()));
    }

    /** With the rules of a node that has peers, on either database. */
    static LivenessJudge judge(Database database, Set<String> visible) {
        return new LivenessJudge(settings(database), seeing(SELF, visible), false);
    }

    /** A node that sees these incarnations, now and whenever the set changes. */
    static Peers seeing(NodeId self, Set<String> visible) {
        return new Peers(self, visible::contains, false);
    }

    /** The defaults, with session locks where the database has them. */
    static RunSettings settings(Database database) {
        return new RunSettings(RunSettings.from(Settings.defaults()).lease(), database.dialect() == Dialect.POSTGRESQL);
    }

    /** The owner of a claimed run, as long as the test lives. */
    static ChunkOwner owner(Run run) {
        return new ChunkOwner(run, NodeLease.unlimited(SELF), new CancellationSource());
    }
}
