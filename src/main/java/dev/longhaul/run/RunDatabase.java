package dev.longhaul.run;

import dev.longhaul.database.Database;
import dev.longhaul.database.DatabaseHealth;
import jakarta.json.bind.Jsonb;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** The tables of runs on one database, and the parts that read and write them. */
final class RunDatabase {

    private final Jdbi jdbi;
    private final DatabaseHealth health;
    private final Jsonb jsonb;
    private final RunTable table;
    private final StatusChanges changes;
    private final HeldRuns held;
    private final RunQueries queries;
    private final RunRecorder recorder;
    private final RunInterventions interventions;

    /** @param listener called with each end after its commit, on the thread that recorded it */
    RunDatabase(Database database, Jsonb jsonb, Consumer<RunEnded> listener) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.health = database.health();
        this.jsonb = jsonb;
        this.table = new RunTable(jsonb, database.dialect());
        this.changes = new StatusChanges(table, listener);
        this.held = new HeldRuns(table);
        this.queries = new RunQueries(this);
        this.interventions = new RunInterventions(this);
        this.recorder = new RunRecorder(this);
    }

    /** Plain JDBC transactions; never inside a JTA transaction, except to record a run. */
    Jdbi jdbi() {
        return jdbi;
    }

    DatabaseHealth health() {
        return health;
    }

    Jsonb jsonb() {
        return jsonb;
    }

    RunTable table() {
        return table;
    }

    StatusChanges changes() {
        return changes;
    }

    /** Which runs are held by others. */
    HeldRuns held() {
        return held;
    }

    /** Finds, lists and removes runs. */
    RunQueries queries() {
        return queries;
    }

    /** Records new runs. */
    RunRecorder recorder() {
        return recorder;
    }

    /** What people may do to a run. */
    RunInterventions interventions() {
        return interventions;
    }

    /** How runs come to an owner. */
    Claims claims(LivenessJudge judge) {
        return new Claims(this, judge);
    }

    /** What an owner writes. */
    ChunkCommits chunks(ChunkOwner owner) {
        return new ChunkCommits(this, owner);
    }
}
