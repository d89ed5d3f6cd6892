package dev.longhaul.run;

import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.testing.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Two owners of runs, A and B, on an empty database; what they see of each other is up to the test. */
final class Owners {

    static final NodeId A = new NodeId("a", "a-1");
    static final NodeId B = new NodeId("b", "b-1");
    static final Predicate<Run> KNOWN = run -> true;

    /** What B sees. */
    final Set<String> visible = new HashSet<>(Set.of("a-1", "b-1"));

    private final Database database;
    final RunDatabase tables;
    final Claims claims;

    Owners(Database database) {
        TestRuns.empty(database);
        this.database = database;
        this.tables = TestRuns.tables(database);
        this.claims = tables.claims(TestRuns.judge(database, visible));
    }

    Run ownedByA() {
        return claims.claim(enqueued(), A, KNOWN).orElseThrow();
    }

    RunId enqueued() {
        return TestRuns.enqueue(tables, "test", "{}", "anna");
    }

    /** Every owner sent its last heartbeat so many seconds ago. */
    void silent(int seconds) {
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE run_node SET renewed_at = CURRENT_TIMESTAMP - CAST(? AS BIGINT) * INTERVAL '1' SECOND",
                        seconds));
    }

    Run require(Run run) {
        return tables.queries().find(run.id()).orElseThrow();
    }

    List<Long> chunkEpochs(Run run) {
        return Sql.on(database).withHandle(handle -> handle.createQuery(
                        "SELECT epoch FROM run_chunk WHERE run_id = :id ORDER BY position")
                .bind("id", run.id().value())
                .mapTo(Long.class)
                .list());
    }

    static RunProgress progress(long processed) {
        return new RunProgress("importing", processed, 10L, Map.of());
    }
}
