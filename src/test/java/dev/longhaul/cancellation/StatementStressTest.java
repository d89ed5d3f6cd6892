package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.testing.Lazy;
import dev.longhaul.testing.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements on several connections, each cancelled at a random moment before, while or after it runs, each followed by
 * one of the same text that must not be touched. {@code -Dlonghaul.stress.statements=1000} says how many.
 */
@ParameterizedClass
@EnumSource
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class StatementStressTest {

    /** A database, and how it makes numbers. */
    enum Dialect {
        H2("SELECT CAST(? AS INT), X FROM SYSTEM_RANGE(1, ?)"),
        POSTGRESQL("SELECT ?, x FROM generate_series(1, ?) AS numbers(x)");

        private final String numbers;

        Dialect(String numbers) {
            this.numbers = numbers;
        }
    }

    private static final Map<Dialect, Lazy<Database>> DATABASES = Map.of(
            Dialect.H2, new Lazy<>(TestDatabases::h2), Dialect.POSTGRESQL, new Lazy<>(TestDatabases::postgresql));

    private static final int STATEMENTS = Integer.getInteger("longhaul.stress.statements", 300);
    private static final int CONNECTIONS = 4;
    private static final int ROWS = 2_000;
    private static final int FEW_ROWS = 10;
    private static final int TRIALS = 40;
    private static final long SEED = 20261123;

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final CancellationTimer timer = CancellationTimer.on(scheduler);
    private final ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS);
    private final Set<Integer> cancelled = new HashSet<>();
    private final Set<Integer> completed = new HashSet<>();
    private final ConcurrentLinkedQueue<Integer> numbers = new ConcurrentLinkedQueue<>();
    private long latestCancelNanos;

    private final Dialect dialect;

    StatementStressTest(Dialect dialect) {
        this.dialect = dialect;
    }

    private DataSource dataSource() {
        return Objects.requireNonNull(DATABASES.get(dialect)).get().dataSource();
    }

    /** Inserts into {@code cancelled_row} the first parameter beside each number from one to the second parameter. */
    private String insertNumbers() {
        return "INSERT INTO cancelled_row (statement_number, x) " + dialect.numbers;
    }

    @BeforeEach
    void createTable() throws SQLException {
        for (int number = 0; number < STATEMENTS; number++) {
            numbers.add(number);
        }
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS cancelled_row");
            statement.execute("CREATE TABLE cancelled_row (statement_number INT, x INT)");
            latestCancelNanos = 2 * medianNanosOfOne(connection);
            statement.execute("TRUNCATE TABLE cancelled_row");
        }
    }

    /**
     * What one statement takes here and now: a fixed time would be before all of them, or after, on another machine.
     */
    private long medianNanosOfOne(Connection connection) throws SQLException {
        long[] nanos = new long[TRIALS];
        try (PreparedStatement statement = connection.prepareStatement(insertNumbers())) {
            for (int trial = 0; trial < TRIALS; trial++) {
                long begin = System.nanoTime();
                insert(statement, trial, ROWS);
                nanos[trial] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        return nanos[TRIALS / 2];
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
        scheduler.shutdownNow();
    }

    @Test
    void a_cancel_at_any_moment_ends_its_own_statement_and_none_other_and_the_rows_are_right(TestReporter reporter)
            throws Exception {
        CountDownLatch start = new CountDownLatch(CONNECTIONS);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            work.add(workers.submit(() -> {
                start.countDown();
                assertThat(start.await(10, TimeUnit.SECONDS)).isTrue();
                cancelUntilNoneIsLeft(random);
                return null;
            }));
        }
        for (Future<?> future : work) {
            future.get();
        }

        reporter.publishEntry(
                "cancelled",
                cancelled.size() + " of " + STATEMENTS + " within " + latestCancelNanos / 1_000 + " us each");
        assertThat(cancelled).isNotEmpty();
        assertThat(completed).isNotEmpty();
        assertThat(cancelled.size() + completed.size()).isEqualTo(STATEMENTS);
        assertRowsAreRight();
    }

    private void cancelUntilNoneIsLeft(SplittableRandom random) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            for (Integer number = numbers.poll(); number != null; number = numbers.poll()) {
                boolean ran = insertUnlessCancelled(connection, number, random);
                synchronized (this) {
                    (ran ? completed : cancelled).add(number);
                }
                // nobody cancels this one
                try (PreparedStatement untouched = connection.prepareStatement(insertNumbers())) {
                    assertThat(insert(untouched, -1 - number, FEW_ROWS)).isEqualTo(FEW_ROWS);
                }
            }
        }
    }

    private boolean insertUnlessCancelled(Connection connection, int number, SplittableRandom random)
            throws SQLException {
        try (CancellationSource source = new CancellationSource(timer);
                PreparedStatement statement = connection.prepareStatement(insertNumbers())) {
            source.cancelAfter(Duration.ofNanos(1 + random.nextLong(latestCancelNanos)));
            int inserted = StatementScope.execute(
                    source.token(), timer, statement, executed -> insert(executed, number, ROWS));
            assertThat(inserted).isEqualTo(ROWS);
            return true;
        } catch (OperationCancelledException expected) {
            assertThat(expected.reason().kind()).isEqualTo(CancellationReason.Kind.TIMED_OUT);
            return false;
        }
    }

    private static int insert(PreparedStatement statement, int number, int rows) throws SQLException {
        statement.setInt(1, number);
        statement.setInt(2, rows);
        return statement.executeUpdate();
    }

    private void assertRowsAreRight() throws SQLException {
        Set<Integer> found = new HashSet<>();
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet groups = statement.executeQuery(
                        "SELECT statement_number, COUNT(*), SUM(x) FROM cancelled_row GROUP BY statement_number")) {
            while (groups.next()) {
                int number = groups.getInt(1);
                int rows = number < 0 ? FEW_ROWS : ROWS;
                assertThat(groups.getInt(2)).describedAs("rows of " + number).isEqualTo(rows);
                assertThat(groups.getLong(3)).isEqualTo(rows * (rows + 1L) / 2);
                found.add(number);
            }
        }
        assertThat(found).containsAll(completed).doesNotContainAnyElementsOf(cancelled);
        assertThat(found.stream().filter(number -> number < 0)).hasSize(STATEMENTS);
    }
}
