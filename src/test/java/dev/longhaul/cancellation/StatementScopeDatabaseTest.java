package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.database.Database;
import dev.longhaul.testing.Lazy;
import dev.longhaul.testing.TestDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds on each database. A statement here runs for many minutes unless something ends it. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class StatementScopeDatabaseTest {

    /** A database, and statements in its words. */
    enum Dialect {
        H2(
                "SELECT SUM(MOD(X, 7)) FROM SYSTEM_RANGE(1, 1000000000000)",
                "SELECT SUM(MOD(X, 7)) FROM SYSTEM_RANGE(1, ?)"),
        POSTGRESQL("SELECT pg_sleep(600)", "SELECT sum(mod(x, 7)) FROM generate_series(1, ?) AS numbers(x)");

        private final String endless;
        private final String numbers;

        Dialect(String endless, String numbers) {
            this.endless = endless;
            this.numbers = numbers;
        }
    }

    private static final Map<Dialect, Lazy<Database>> DATABASES = Map.of(
            Dialect.H2, new Lazy<>(TestDatabases::h2), Dialect.POSTGRESQL, new Lazy<>(TestDatabases::postgresql));

    private static final CancellationReason REASON = CancellationReason.of(Kind.USER, "no longer needed");

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final CancellationTimer timer = CancellationTimer.on(scheduler);
    private final CancellationSource source = new CancellationSource(timer);
    private final CancellationToken token = source.token();

    private final Dialect dialect;
    private final Connection connection;

    StatementScopeDatabaseTest(Dialect dialect) throws SQLException {
        this.dialect = dialect;
        this.connection = Objects.requireNonNull(DATABASES.get(dialect))
                .get()
                .dataSource()
                .getConnection();
    }

    /** Runs for many minutes. */
    private String endless() {
        return dialect.endless;
    }

    /** Selects as many numbers as the parameter says. */
    private String numbers() {
        return dialect.numbers;
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        source.close();
        scheduler.shutdownNow();
    }

    private static String run(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return "ran to its end";
        }
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void a_running_statement_ends_with_the_reason_and_the_connection_goes_on() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(endless())) {
            source.cancelAfter(Duration.ofMillis(50));

            assertThatThrownBy(() -> StatementScope.execute(token, timer, statement, StatementScopeDatabaseTest::run))
                    .isInstanceOfSatisfying(
                            OperationCancelledException.class,
                            thrown -> assertThat(thrown.reason().kind()).isEqualTo(Kind.TIMED_OUT))
                    .hasCauseInstanceOf(SQLException.class);
        }
        assertThat(count("SELECT 42")).isEqualTo(42);
    }

    @Test
    void a_statement_is_not_sent_when_the_token_is_cancelled_before() throws SQLException {
        source.cancel(REASON);
        try (PreparedStatement statement = connection.prepareStatement(endless())) {
            assertThatThrownBy(() -> StatementScope.execute(token, timer, statement, StatementScopeDatabaseTest::run))
                    .isInstanceOf(OperationCancelledException.class)
                    .hasNoCause();
        }
    }

    /** The moment in which drivers lose a cancel: the caller has begun, the database has not. */
    @Test
    void a_cancel_that_comes_just_before_the_database_begins_ends_the_statement_all_the_same() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(endless())) {
            assertThatThrownBy(() -> StatementScope.execute(token, timer, statement, begun -> {
                        source.cancel(REASON);
                        return run(begun);
                    }))
                    .isInstanceOf(OperationCancelledException.class)
                    .hasCauseInstanceOf(SQLException.class);
        }
        assertThat(count("SELECT 42")).isEqualTo(42);
    }

    @Test
    void a_cancel_that_comes_just_after_the_statement_changes_neither_its_result_nor_what_runs_next()
            throws SQLException {
        PreparedStatement late = connection.prepareStatement(numbers());
        late.setInt(1, 10);

        String result = StatementScope.execute(token, timer, late, ended -> {
            String ran = run(ended);
            source.cancel(REASON);
            return ran;
        });

        assertThat(result).isEqualTo("ran to its end");
        assertThat(late.isClosed()).isTrue();
        try (PreparedStatement next = connection.prepareStatement(numbers())) {
            next.setInt(1, 100_000);
            assertThat(run(next)).isEqualTo("ran to its end");
        }
    }

    @Test
    void nothing_is_sent_after_the_scope_has_ended() throws SQLException {
        PreparedStatement first = connection.prepareStatement(numbers());
        first.setInt(1, 10);
        StatementScope.execute(token, timer, first, StatementScopeDatabaseTest::run);

        StatementScope.execute(CancellationToken.NONE, timer, connection.prepareStatement(numbers()), next -> {
            next.setInt(1, 100_000);
            source.cancel(REASON);
            return run(next);
        });

        assertThat(first.isClosed()).isFalse();
        assertThat(ListedCallbacks.countOf(token)).isZero();
    }

    @Test
    void a_statement_that_fails_by_itself_keeps_its_failure_though_the_token_is_cancelled() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(numbers())) {
            assertThatThrownBy(() -> StatementScope.execute(token, timer, statement, failing -> {
                        source.cancel(REASON);
                        throw new SQLException("constraint", "23505");
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("constraint");
        }
    }

    @Test
    void a_statement_that_somebody_else_cancelled_is_not_taken_for_ours() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(endless())) {
            assertThatThrownBy(() -> StatementScope.execute(token, timer, statement, foreign -> {
                        throw new SQLException("cancelled by an administrator", "57014");
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("cancelled by an administrator");
        }
    }

    /**
     * The driver is still sending when the statement ends: who closes has to wait, or the request meets the next one.
     */
    @Test
    void the_end_of_the_scope_waits_for_a_request_that_is_on_its_way() throws SQLException {
        CompletableFuture<Void> sending = new CompletableFuture<>();
        CompletableFuture<Void> letGo = new CompletableFuture<>();
        CompletableFuture<String> sent = new CompletableFuture<>();
        Statement slow = (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("cancel")) {
                        sending.complete(null);
                        letGo.join();
                        sent.complete("sent");
                        return null;
                    }
                    if (method.getName().equals("getConnection")) {
                        return withoutPgjdbc(connection);
                    }
                    return null;
                });
        StatementScope scope = StatementScope.open(token, timer, slow);
        CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> source.cancel(REASON));
        sending.join();
        CompletableFuture<String> closed = CompletableFuture.supplyAsync(() -> {
            try {
                scope.close();
                return sent.getNow("not sent yet");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(closed).isNotDone();
        letGo.complete(null);

        assertThat(closed.join()).isEqualTo("sent");
        assertThat(cancelled.join()).isTrue();
    }

    /** So that the statement itself is told to cancel on both databases. */
    private static Connection withoutPgjdbc(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                StatementScopeDatabaseTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
