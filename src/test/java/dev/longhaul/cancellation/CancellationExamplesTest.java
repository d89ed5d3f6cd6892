package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.testing.TestDatabases;
import dev.longhaul.testkit.ManualTimer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The examples of the Javadoc, between {@code // example} and {@code // end of example}; JavadocExamplesTest compares
 * them.
 */
class CancellationExamplesTest {

    private final ManualTimer timer = new ManualTimer();
    private final CancellationRegistration installed = CancellationTimer.useByDefault(timer);
    private final CancellationSource source = new CancellationSource();
    private final CancellationToken token = source.token();
    private final List<String> stored = new ArrayList<>();

    @AfterEach
    void takeTimerBack() {
        installed.close();
    }

    private void store(String row) {
        stored.add(row);
        if (row.equals("second")) {
            source.cancel(CancellationReason.of(Kind.USER, "enough"));
        }
    }

    private void storeAll(Iterator<String> rows, CancellationToken token) {
        // example
        while (rows.hasNext()) {
            token.throwIfCancellationRequested();
            store(rows.next());
        }
        // end of example
    }

    @Test
    void a_loop_that_looks_at_its_token_ends_between_two_rows() {
        Iterator<String> rows = List.of("first", "second", "third").iterator();

        assertThatThrownBy(() -> storeAll(rows, token)).isInstanceOf(OperationCancelledException.class);

        assertThat(stored).containsExactly("first", "second");
    }

    @Test
    void somebody_asks_the_work_to_stop() {
        CancellationSource work = source;
        // example
        CancellationReason reason =
                CancellationReason.of(Kind.USER, "the file was the wrong one").withActor("anna");
        boolean first = work.cancel(reason);
        // end of example
        assertThat(first).isTrue();
        assertThat(token.reason()).contains(reason);
    }

    private CompletableFuture<String> fetch() {
        return new CompletableFuture<>();
    }

    @Test
    void a_stage_ends_for_its_waiters_when_the_token_is_cancelled() {
        // example
        CompletableFuture<String> page =
                CancellableFutures.orCancelled(fetch(), token).thenApply(String::strip);
        // end of example
        source.cancel(CancellationReason.of(Kind.CLIENT_GONE, "the browser left"));

        assertThat(page).isCompletedExceptionally();
    }

    private void check(CancellationToken token) {
        stored.add(token.deadline().isPresent() ? "with deadline" : "without");
        token.throwIfCancellationRequested();
        timer.advance(Duration.ofMinutes(1));
        token.throwIfCancellationRequested();
    }

    private void checkWithin(CancellationToken request, CancellationToken job) {
        // example
        try (CancellationSource all = CancellationSource.linkedTo(request, job)) {
            all.cancelAfter(Duration.ofSeconds(30));
            check(all.token());
        }
        // end of example
    }

    @Test
    void work_ends_with_its_request_its_job_or_its_deadline_whichever_is_first() {
        CancellationSource job = new CancellationSource();

        assertThatThrownBy(() -> checkWithin(token, job.token()))
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        thrown -> assertThat(thrown.reason().kind()).isEqualTo(Kind.TIMED_OUT));
        job.cancel(CancellationReason.of(Kind.SHUTDOWN, "stopping"));
        assertThatThrownBy(() -> checkWithin(token, job.token()))
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        thrown -> assertThat(thrown.reason().kind()).isEqualTo(Kind.SHUTDOWN));

        assertThat(stored).containsExactly("with deadline", "without");
    }

    @Test
    void a_callback_is_taken_back_when_the_work_has_ended() {
        BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
        // example
        CancellationRegistration registration = token.onCancelled(reason -> waiting.clear());
        try {
            waiting.add("row");
        } finally {
            registration.close();
        }
        // end of example
        source.cancel(CancellationReason.of(Kind.USER, "too late"));

        assertThat(waiting).containsExactly("row");
    }

    private String next(BlockingQueue<String> rows) throws InterruptedException {
        // example
        String row = InterruptScope.call(token, () -> rows.take());
        // end of example
        return row;
    }

    @Test
    void a_blocking_call_ends_with_the_token() throws InterruptedException {
        BlockingQueue<String> rows = new LinkedBlockingQueue<>(List.of("row"));
        assertThat(next(rows)).isEqualTo("row");

        source.cancel(CancellationReason.of(Kind.USER, "enough"));

        assertThatThrownBy(() -> next(rows)).isInstanceOf(OperationCancelledException.class);
    }

    private long countProducts(Connection connection) throws SQLException {
        // example
        try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM product")) {
            return StatementScope.execute(token, count, statement -> {
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            });
        }
        // end of example
    }

    @Test
    void a_statement_ends_with_the_token() throws SQLException {
        try (Connection connection = TestDatabases.h2().dataSource().getConnection()) {
            connection.createStatement().execute("CREATE TABLE product (id INT)");
            assertThat(countProducts(connection)).isZero();

            source.cancel(CancellationReason.of(Kind.USER, "enough"));

            assertThatThrownBy(() -> countProducts(connection)).isInstanceOf(OperationCancelledException.class);
        }
    }
}
