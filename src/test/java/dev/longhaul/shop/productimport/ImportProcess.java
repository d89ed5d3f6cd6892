package dev.longhaul.shop.productimport;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.database.Database;
import dev.longhaul.run.Enqueued;
import dev.longhaul.run.NewRun;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunHandler;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.TestRunNode;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.productimport.undo.ProductUndoHandler;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.FaultyDataSource.Moment;
import dev.longhaul.testing.PooledDataSource;
import jakarta.json.bind.JsonbBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node that imports, as a process of its own. Joins, begins to claim after one line of input, obeys the orders that
 * follow, and stops as a server does when its input ends. System property: {@code url} of the database.
 */
final class ImportProcess {

    static final String JOINED = "> joined";
    static final String READY = "> ready";
    static final String DONE = "> done";
    static final String STOPPED = "> stopped";
    static final String NO_CRASH = "crash NEVER,,0";
    private static final int KILLED = 137;

    private final FaultPoint faults;
    private final ExecutorService threads;
    private final TestRunNode runs;
    private Runnable free = () -> {};

    private ImportProcess(FaultPoint faults, ExecutorService threads, TestRunNode runs) {
        this.faults = faults;
        this.threads = threads;
        this.runs = runs;
    }

    /** Name of the node, its port, and the addresses and ports of all. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(System.getProperty("url"));
        FaultyDataSource dataSource = new FaultyDataSource(PooledDataSource.over(postgresql));
        FaultPoint faults = new FaultPoint();
        dataSource.add(faults);
        Database database = new Database(dataSource);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ClusterNode node = TestNodes.start(
                        arguments[0], "127.0.0.1", Integer.parseInt(arguments[1]), arguments[2], TestStates.schema());
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ProductImportHandler handler = new ProductImportHandler(new ProductImportHandler.Parts(
                    database,
                    ImportRecords.of(
                            database,
                            new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE),
                            JsonbBuilder.create()),
                    new CatalogWriter(database),
                    new CatalogSettings("EUR")));
            out.println(JOINED);
            orders.readLine();
            TestRunNode runs = TestRunNode.start(
                    TestRunNode.Place.on(node, database, threads),
                    new Settings(key -> Optional.ofNullable(System.getProperty(key))),
                    List.of(handler, new ProductUndoHandler(database), new Submitting()));
            out.println(READY);
            ImportProcess process = new ImportProcess(faults, threads, runs);
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                out.println(DONE + " " + process.obey(order.split(" ", 2)));
            }
            runs.stop();
            out.println(STOPPED);
        }
        threads.shutdown();
    }

    private String obey(String[] order) throws Exception {
        switch (order[0]) {
            case "pace" -> faults.paceMillis = Long.parseLong(order[1]);
            case "slow" -> faults.slowMillis = Long.parseLong(order[1]);
            case "crash" -> faults.arm(order[1]);
            case "busy" -> free = runs.occupy();
            case "free" -> free.run();
            case "submit" -> {
                return submit(Integer.parseInt(order[1]));
            }
            default -> throw new IllegalArgumentException("unknown order " + order[0]);
        }
        return "";
    }

    /** Submits the same request so often at once; the answer is the runs and how many of them were new. */
    private String submit(int count) throws Exception {
        CyclicBarrier together = new CyclicBarrier(count);
        List<Future<Enqueued>> submits = new ArrayList<>();
        for (int submit = 0; submit < count; submit++) {
            submits.add(threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                return runs.runs()
                        .enqueue(NewRun.of("submitted", new Submitted("once"), "anna")
                                .withIdempotencyKey("click"));
            }));
        }
        Set<String> ids = new TreeSet<>();
        int newCount = 0;
        for (Future<Enqueued> submit : submits) {
            ids.add(submit.get(60, TimeUnit.SECONDS).id().toString());
            newCount += submit.get().isNew() ? 1 : 0;
        }
        return newCount + " " + String.join(" ", ids);
    }

    /** What is submitted. */
    public record Submitted(String text) {}

    private static final class Submitting implements RunHandler<Submitted> {

        @Override
        public String type() {
            return "submitted";
        }

        @Override
        public Class<Submitted> requestType() {
            return Submitted.class;
        }

        @Override
        public void run(RunExecution<Submitted> execution) {
            execution.commitChunk(transaction -> new RunProgress("submitted", 1, 1L, Map.of()));
        }
    }

    /** Where this process is slow, and where it kills itself. */
    private static final class FaultPoint implements FaultyDataSource.Fault {

        private volatile long paceMillis;
        private volatile long slowMillis;
        private String[] crash = {};
        private int left;

        synchronized void arm(String point) {
            crash = point.split(",", 3);
            left = Integer.parseInt(crash[2]);
        }

        @Override
        public void strike(Moment moment, String sql) throws SQLException {
            // before and after the row of the run is locked
            if (sql.startsWith("UPDATE run SET progress") || sql.startsWith("INSERT INTO run_chunk")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(paceMillis) / 2);
            }
            if (moment == Moment.BEFORE_STATEMENT) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(slowMillis));
            }
            if (isReached(moment, sql)) {
                Runtime.getRuntime().halt(KILLED);
            }
        }

        private synchronized boolean isReached(Moment moment, String sql) {
            return crash.length > 0 && moment.name().equals(crash[0]) && sql.startsWith(crash[1]) && --left == 0;
        }
    }

    /** The order to kill itself at this point, at the time of this number from now on. */
    static String crash(Moment moment, String statement, int time) {
        return "crash " + moment.name() + "," + statement + "," + time;
    }
}
