package dev.longhaul.run;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import jakarta.json.bind.JsonbBuilder;

/** Runs on a test's database, for tests of features: they are recorded, and start when the test says so. */
public final class TestRuns {

    public static final SchemaModule SCHEMA = RunBeans.SCHEMA;

    private TestRuns() {}

    /** Enqueues, finds and cancels; starts nothing. */
    public static Runs on(Database database) {
        return new Runs(
                new RunStore(database, JsonbBuilder.create()),
                TestStates.alone(),
                JsonbBuilder.create(),
                new Runs.Observer("test", incarnation -> true),
                id -> {});
    }
}
