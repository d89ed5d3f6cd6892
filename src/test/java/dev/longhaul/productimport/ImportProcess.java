package dev.longhaul.productimport;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.catalog.CatalogSettings;
import dev.longhaul.catalog.CatalogWriter;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.run.TestRunNode;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.FaultyDataSource.Moment;
import jakarta.json.bind.JsonbBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node that imports, as a process of its own. Joins, begins to claim after one line of input, and stops as a server does
 * after the next or when its input ends. System properties: {@code url} of the database, {@code pace} in milliseconds that each chunk takes longer, and
 * {@code crash}: where it kills itself.
 */
final class ImportProcess {

    static final String JOINED = "> joined";
    static final String READY = "> ready";
    static final String STOPPED = "> stopped";
    private static final int KILLED = 137;

    private ImportProcess() {}

    /** Name of the node, its port, and the addresses and ports of all. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(System.getProperty("url"));
        FaultyDataSource dataSource = new FaultyDataSource(postgresql);
        dataSource.add(crashOrPace());
        Database database = new Database(dataSource);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ClusterNode node = TestNodes.start(
                        arguments[0], "127.0.0.1", Integer.parseInt(arguments[1]), arguments[2], TestStates.schema());
                PermanentLoops loops = new PermanentLoops(Thread::new);
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ProductImportHandler handler = new ProductImportHandler(new ProductImportHandler.Parts(
                    database,
                    new UploadStore(database, JsonbBuilder.create()),
                    new RejectStore(database, JsonbBuilder.create()),
                    new CatalogWriter(database),
                    new CatalogSettings("EUR")));
            out.println(JOINED);
            orders.readLine();
            TestRunNode runs = TestRunNode.start(
                    new TestRunNode.Place(database, node, TestStates.running(node, loops), loops, threads),
                    new Settings(key -> Optional.ofNullable(System.getProperty(key))),
                    List.of(handler));
            out.println(READY);
            orders.readLine();
            runs.stop();
            out.println(STOPPED);
        }
        threads.shutdown();
    }

    private static FaultyDataSource.Fault crashOrPace() {
        long pace = Long.getLong("pace", 0);
        String[] crash = System.getProperty("crash", "NEVER,,0").split(",", 3);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(crash[2]));
        return (moment, sql) -> {
            // before and after the row of the run is locked
            if (pace > 0 && (sql.startsWith("UPDATE run SET progress") || sql.startsWith("INSERT INTO run_chunk"))) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pace) / 2);
            }
            if (moment.name().equals(crash[0]) && sql.startsWith(crash[1]) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }

    /** Where a process kills itself, at the time of this number. */
    static String crash(Moment moment, String statement, int time) {
        return moment.name() + "," + statement + "," + time;
    }
}
