package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationTimer;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.testkit.ManualExecutor;
import dev.longhaul.testkit.ManualTimer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongRequestTest {

    private static final RequestOptions JSON =
            RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT);
    private static final Duration GRACE = Heartbeat.DEFAULT.grace();
    private static final Duration PERIOD = Heartbeat.DEFAULT.period();

    private final ManualTimer timer = new ManualTimer();
    private final ManualExecutor signals = new ManualExecutor();
    private final TestRequests requests = new TestRequests(signals);
    private final RecordingChannel channel = new RecordingChannel(false);
    private CancellationRegistration installed = () -> {};

    @BeforeEach
    void installTimer() {
        installed = CancellationTimer.useByDefault(timer);
    }

    @AfterEach
    void nothingWentWrong() {
        installed.close();
        assertThat(channel.fault()).isNull();
    }

    @Test
    void a_quick_answer_has_its_status_and_no_heartbeat() {
        LongRequest request = requests.on(channel, JSON);

        request.status(201);
        request.header("X-Total", "3");
        requests.tickAfter(GRACE.minusMillis(1), request);
        boolean first = request.finish(Answer.json("{}"));

        assertThat(first).isTrue();
        assertThat(channel.body()).isEqualTo("{}");
        assertThat(channel.events()).contains("status 201", "X-Total: 3").endsWith("flush", "complete");
        assertThat(requests.ended()).containsExactly(request);
    }

    @Test
    void after_the_grace_a_heartbeat_comes_each_period_and_the_body_follows_whole() {
        LongRequest request = requests.on(channel, JSON);

        requests.tickAfter(GRACE, request);
        requests.tickAfter(PERIOD.minusMillis(1), request);
        assertThat(channel.body()).isEqualTo(" ");
        requests.tickAfter(Duration.ofMillis(1), request);
        request.finish(Answer.json("{\"a\":1}"));

        assertThat(channel.body()).isEqualTo("  {\"a\":1}");
        assertThat(request.tick(requests.now())).isEqualTo(LongRequest.NEVER);
    }

    @Test
    void no_heartbeat_comes_into_a_json_body_that_has_begun() throws InterruptedException {
        LongRequest request = requests.on(channel, JSON);

        request.write(bytes("[1"));
        requests.tickAfter(GRACE, request);
        request.write(bytes(",2"));
        requests.tickAfter(PERIOD, request);
        request.finish(Answer.json("]"));

        assertThat(channel.body()).isEqualTo("[1,2]");
    }

    @Test
    void heartbeats_come_between_two_events() throws InterruptedException {
        LongRequest request =
                requests.on(channel, RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND));

        request.write(bytes("data: 1\n\n"));
        requests.tickAfter(Duration.ofSeconds(1), request);
        request.write(bytes("data: 2\n\n"));
        request.finish(Answer.nothingMore());

        assertThat(channel.body()).isEqualTo("data: 1\n\n:\nevent: beat\ndata: 1\n\ndata: 2\n\n");
    }

    @Test
    void of_news_that_a_slow_client_has_not_taken_only_the_newest_follows() {
        LongRequest request =
                requests.on(channel, RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND));
        channel.setWritable(false);
        assertThat(request.offer(bytes("data: 1\n\n"))).isTrue();
        assertThat(request.offer(bytes("data: 2\n\n"))).isFalse();
        requests.tickAfter(Duration.ofSeconds(2), request);

        channel.setWritable(true);
        request.writePossible();
        assertThat(request.offer(bytes("data: 3\n\n"))).isTrue();

        assertThat(channel.body()).isEqualTo("data: 1\n\ndata: 3\n\n");
        request.finish(Answer.nothingMore());
        assertThat(request.offer(bytes("data: 4\n\n"))).isFalse();
    }

    @Test
    void a_format_without_a_place_for_it_takes_no_heartbeat() {
        assertThatThrownBy(() -> RequestOptions.of(BodyFormat.CSV).withHeartbeat(Heartbeat.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text/csv");
    }

    @Test
    void a_write_that_throws_anything_says_that_the_client_has_gone() {
        LongRequest request = requests.on(channel, JSON);
        channel.breakWith(new NullPointerException("recycled"));

        requests.tickAfter(GRACE, request);
        signals.runAll();

        assertThat(request.token().reason().orElseThrow().kind()).isEqualTo(Kind.CLIENT_GONE);
        assertThat(request.clientGone().isCancellationRequested()).isTrue();
        assertThat(request.timedOut().isCancellationRequested()).isFalse();
        assertThat(request.applicationStopping().isCancellationRequested()).isFalse();
        assertThat(request.token().reason().orElseThrow().text()).contains("recycled");
        assertThat(channel.isCompleted()).isTrue();
        assertThat(request.finish(Answer.json("{}"))).isFalse();
        assertThat(channel.events()).containsOnlyOnce("complete");
    }

    @Test
    void callbacks_of_a_token_run_elsewhere_than_the_write_that_failed() {
        LongRequest request = requests.on(channel, JSON);
        List<Thread> called = new ArrayList<>();
        request.token().onCancelled(reason -> called.add(Thread.currentThread()));
        channel.breakWith(new IllegalStateException("broken pipe"));

        requests.tickAfter(GRACE, request);

        assertThat(called).isEmpty();
        signals.runAll();
        assertThat(called).hasSize(1);
    }

    @Test
    void the_container_that_ends_the_request_has_given_the_client_up() {
        LongRequest request = requests.on(channel, JSON);

        request.endedByContainer("the server found the connection broken");
        signals.runAll();

        assertThat(request.token().reason().orElseThrow().text()).contains("connection broken");
        assertThat(channel.isCompleted()).isFalse();
        assertThat(requests.ended()).containsExactly(request);
        assertThat(request.tick(requests.now())).isEqualTo(LongRequest.NEVER);
    }

    @Test
    void a_stream_that_is_reset_is_seen_without_a_write() {
        boolean[] open = {true};
        LongRequest request = requests.on(channel, RequestOptions.of(BodyFormat.JSON), () -> open[0]);
        request.tick(requests.now());

        open[0] = false;
        requests.tickAfter(StreamWatcher.PERIOD, request);
        signals.runAll();

        assertThat(request.clientGone().isCancellationRequested()).isTrue();
        assertThat(channel.body()).isEmpty();
    }

    @Test
    void the_stop_of_the_application_fires_the_token_and_leaves_the_client_to_be_answered() {
        LongRequest request = requests.on(channel, JSON);

        requests.stopApplication();

        assertThat(request.token().reason().orElseThrow().kind()).isEqualTo(Kind.SHUTDOWN);
        assertThat(request.clientGone().isCancellationRequested()).isFalse();
        request.answer(waiting -> {
            waiting.token().throwIfCancellationRequested();
            return Answer.json("{}");
        });
        assertThat(channel.events()).contains("status 503", "type application/problem+json", "complete");
        assertThat(channel.body()).contains("\"status\":503");
    }

    @Test
    void a_deadline_before_anything_was_sent_is_answered_504() {
        LongRequest request =
                requests.on(channel, RequestOptions.of(BodyFormat.JSON).withDeadline(Duration.ofSeconds(5)));
        assertThat(request.token().deadline()).isPresent();

        timer.advance(Duration.ofSeconds(5));
        signals.runAll();

        assertThat(request.token().reason().orElseThrow().kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(request.timedOut().isCancellationRequested()).isTrue();
        assertThat(request.clientGone().isCancellationRequested()).isFalse();
        assertThat(channel.events()).contains("status 504", "type application/problem+json", "complete");
        assertThat(channel.body()).startsWith("{").contains("\"status\":504");
    }

    @Test
    void a_deadline_after_a_heartbeat_is_said_in_the_body() {
        LongRequest request = requests.on(channel, JSON.withDeadline(Duration.ofSeconds(5)));
        requests.tickAfter(GRACE, request);

        timer.advance(Duration.ofSeconds(5));
        signals.runAll();

        assertThat(channel.events()).doesNotContain("status 504").contains("complete");
        assertThat(channel.body()).startsWith(" {").contains("\"status\":504");
    }

    @Test
    void a_deadline_within_a_json_value_cannot_be_said() throws InterruptedException {
        LongRequest request = requests.on(channel, JSON.withDeadline(Duration.ofSeconds(5)));
        request.write(bytes("[1"));

        timer.advance(Duration.ofSeconds(5));
        signals.runAll();

        assertThat(channel.body()).isEqualTo("[1");
        assertThat(channel.isCompleted()).isTrue();
    }

    @Test
    void a_deadline_among_events_is_an_event_of_its_own() throws InterruptedException {
        LongRequest request =
                requests.on(channel, RequestOptions.of(BodyFormat.EVENTS).withDeadline(Duration.ofSeconds(5)));
        request.write(bytes("data: 1\n\n"));

        timer.advance(Duration.ofSeconds(5));
        signals.runAll();

        assertThat(channel.body())
                .startsWith("data: 1\n\nevent: error\ndata: {")
                .endsWith("}\n\n");
    }

    @Test
    void rows_that_break_off_end_in_a_cell_that_never_ends() throws InterruptedException {
        LongRequest request =
                requests.on(channel, RequestOptions.of(BodyFormat.CSV).withDeadline(Duration.ofSeconds(5)));
        request.write(bytes("sku\r\n1"));

        timer.advance(Duration.ofSeconds(5));
        signals.runAll();

        assertThat(channel.body()).startsWith("sku\r\n1\r\n\"NOT COMPLETE: ");
        assertThat(channel.body().chars().filter(c -> c == '"').count()).isOdd();
    }

    @Test
    void a_client_that_takes_nothing_at_its_deadline_is_given_up_a_moment_later() {
        LongRequest request = requests.on(channel, JSON.withDeadline(Duration.ofSeconds(5)));
        requests.tickAfter(GRACE, request);
        channel.setWritable(false);

        timer.advance(Duration.ofSeconds(5));
        signals.runAll();
        requests.tickAfter(Duration.ofMillis(1999), request);
        assertThat(channel.isCompleted()).isFalse();
        requests.tickAfter(Duration.ofMillis(2), request);

        assertThat(channel.isCompleted()).isTrue();
    }

    @Test
    void a_client_that_takes_nothing_for_the_stall_limit_has_gone() throws InterruptedException {
        LongRequest request = requests.on(channel, JSON);
        channel.setWritable(false);
        request.write(bytes("[1"));

        requests.tickAfter(TestRequests.STALL_LIMIT, request);
        assertThat(request.isRunning()).isTrue();
        requests.tickAfter(Duration.ofMillis(1), request);
        signals.runAll();

        assertThat(request.clientGone().reason().orElseThrow().text()).contains("taken nothing for PT30S");
        assertThat(channel.isCompleted()).isTrue();
    }

    @Test
    void a_client_that_takes_again_has_not_gone() throws InterruptedException {
        LongRequest request = requests.on(channel, JSON);
        channel.setWritable(false);
        request.write(bytes("[1"));
        requests.tickAfter(TestRequests.STALL_LIMIT, request);

        channel.setWritable(true);
        request.writePossible();
        requests.tickAfter(TestRequests.STALL_LIMIT.multipliedBy(2), request);

        assertThat(request.isRunning()).isTrue();
        assertThat(channel.body()).isEqualTo("[1");
    }

    @Test
    void an_answer_that_a_slow_client_takes_late_is_completed_then() {
        LongRequest request = requests.on(channel, JSON);
        channel.setWritable(false);

        request.finish(Answer.json("{}"));
        assertThat(channel.isCompleted()).isFalse();
        channel.setWritable(true);
        request.writePossible();

        assertThat(channel.body()).isEqualTo("{}");
        assertThat(channel.isCompleted()).isTrue();
    }

    @Test
    void what_is_written_for_a_stalled_client_waits_until_the_client_has_gone() throws Exception {
        LongRequest request = requests.on(channel, JSON);
        channel.setWritable(false);
        CountDownLatch filled = new CountDownLatch(1);
        FutureTask<Throwable> writing = new FutureTask<>(() -> {
            try {
                request.write(new byte[1 << 18]);
                filled.countDown();
                request.write(bytes("one more"));
                return new AssertionError("the write returned");
            } catch (OperationCancelledException gone) {
                return gone;
            }
        });
        new Thread(writing).start();
        assertThat(filled.await(30, TimeUnit.SECONDS)).isTrue();

        request.endedByContainer("the server found the connection broken");

        assertThat(writing.get(30, TimeUnit.SECONDS)).isInstanceOf(OperationCancelledException.class);
    }

    @Test
    void a_header_or_a_status_after_a_heartbeat_is_refused_by_name() {
        LongRequest request = requests.on(channel, JSON);
        requests.tickAfter(GRACE, request);

        assertThatThrownBy(() -> request.header("X-Total", "3"))
                .isInstanceOf(AnswerBegunException.class)
                .hasMessageContaining("header X-Total");
        assertThatThrownBy(() -> request.status(422))
                .isInstanceOf(AnswerBegunException.class)
                .hasMessageContaining("status 422");
    }

    @Test
    void nothing_can_be_added_to_a_finished_answer() {
        LongRequest request = requests.on(channel, JSON);
        request.finish(Answer.json("{}"));

        assertThatThrownBy(() -> request.write(bytes("x"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.header("X-Total", "3")).isInstanceOf(IllegalStateException.class);
        assertThat(request.finish(Answer.json("{}"))).isFalse();
        assertThat(channel.body()).isEqualTo("{}");
    }

    @Test
    void after_the_answer_the_tokens_do_not_fire_any_more() {
        LongRequest request = requests.on(channel, JSON.withDeadline(Duration.ofSeconds(5)));
        request.finish(Answer.json("{}"));

        timer.advance(Duration.ofSeconds(10));
        requests.stopApplication();
        request.endedByContainer("the server has ended the request");
        signals.runAll();

        assertThat(request.token().isCancellationRequested()).isFalse();
        assertThat(timer.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void work_that_fails_is_answered_by_an_id(boolean beaten) {
        LongRequest request = requests.on(channel, JSON);
        if (beaten) {
            requests.tickAfter(GRACE, request);
        }

        request.answer(waiting -> {
            throw new AssertionError("secret");
        });

        assertThat(channel.body().strip())
                .startsWith("{")
                .contains("\"status\":500")
                .doesNotContain("secret");
        assertThat(channel.events().contains("status 500")).isEqualTo(!beaten);
    }

    @Test
    void the_body_as_a_stream_arrives_whole() throws Exception {
        LongRequest request = requests.on(channel, RequestOptions.of(BodyFormat.CSV));
        String rows = "sku,name\r\n".repeat(2_000);

        try (var body = request.body()) {
            body.write(rows.getBytes(StandardCharsets.UTF_8));
            body.write('x');
        }
        request.finish(Answer.nothingMore());

        assertThat(channel.body()).isEqualTo(rows + "x");
    }

    @Test
    void on_the_requests_own_thread_a_heartbeat_that_might_wait_is_left_to_another_thread()
            throws InterruptedException {
        RecordingChannel blocking = new RecordingChannel(true);
        LongRequest request =
                requests.on(blocking, RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND));
        request.write(new byte[1 << 10]);

        requests.tickAfter(Duration.ofSeconds(1), request);

        assertThat(blocking.body()).hasSize(1 << 10);
        signals.runAll();
        assertThat(blocking.body()).hasSizeGreaterThan(1 << 10);
    }

    @Test
    void a_heartbeat_does_not_wait_for_a_write_that_a_stalled_client_holds() throws Exception {
        RecordingChannel blocking = new RecordingChannel(true);
        LongRequest request =
                requests.on(blocking, RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND));
        CountDownLatch inWrite = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        blocking.duringWrite(() -> {
            inWrite.countDown();
            awaitOrFail(mayGoOn);
        });
        FutureTask<Boolean> work = new FutureTask<>(() -> {
            request.write(bytes("data: 1\n\n"));
            return true;
        });
        new Thread(work).start();
        assertThat(inWrite.await(30, TimeUnit.SECONDS)).isTrue();

        // would not come back if it waited for the gate
        requests.tickAfter(Duration.ofSeconds(1), request);
        signals.runAll();
        mayGoOn.countDown();

        assertThat(work.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(blocking.body()).isEqualTo("data: 1\n\n");
    }

    @Test
    void closing_an_opened_request_says_that_its_deadline_passed_before_the_container_has_it_back() {
        RecordingChannel blocking = new RecordingChannel(true);
        LongRequest request =
                requests.on(blocking, RequestOptions.of(BodyFormat.JSON).withDeadline(Duration.ofSeconds(5)));
        timer.advance(Duration.ofSeconds(5));

        request.close();
        signals.runAll();

        assertThat(blocking.events()).contains("status 504").endsWith("flush", "complete");
        assertThat(blocking.fault()).isNull();
    }

    @Test
    void a_body_that_breaks_off_says_that_the_client_has_gone() {
        LongRequest request = requests.on(channel, JSON);
        InputStream body = request.reading(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("closed");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                throw new EOFException("closed");
            }
        });

        assertThatThrownBy(body::read).isInstanceOf(EOFException.class);
        signals.runAll();

        assertThat(request.clientGone().reason().orElseThrow().text()).contains("body");
    }

    @Test
    void while_its_body_is_read_a_request_has_no_heartbeat_and_afterwards_the_whole_grace() throws IOException {
        LongRequest request = requests.on(channel, JSON);
        InputStream body = request.reading(new ByteArrayInputStream(bytes("x")));
        requests.tickAfter(GRACE.multipliedBy(3), request);
        assertThat(channel.body()).isEmpty();

        body.readAllBytes();
        requests.tickAfter(GRACE.minusMillis(1), request);
        assertThat(channel.body()).isEmpty();
        requests.tickAfter(Duration.ofMillis(1), request);

        assertThat(channel.body()).isEqualTo(" ");
    }

    @Test
    void each_way_of_ending_counts_down_once() {
        LongRequest finished = requests.on(channel, JSON);
        LongRequest gone = requests.on(new RecordingChannel(false), JSON);

        finished.finish(Answer.json("{}"));
        finished.endedByContainer("the server has ended the request");
        finished.close();
        gone.endedByContainer("the server found the connection broken");
        gone.abandon();

        assertThat(requests.ended()).containsExactly(finished, gone);
    }

    @Test
    void the_reason_of_an_aborted_request_reaches_whoever_writes() {
        LongRequest request = requests.on(channel, JSON);
        request.endedByContainer("the server found the connection broken");

        assertThatThrownBy(() -> request.write(bytes("x")))
                .isInstanceOfSatisfying(OperationCancelledException.class, cancelled -> {
                    CancellationReason reason = cancelled.reason();
                    assertThat(reason.kind()).isEqualTo(Kind.CLIENT_GONE);
                });
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
