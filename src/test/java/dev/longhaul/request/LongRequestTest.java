package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer of a request: its head, its body and its one end. */
class LongRequestTest extends RequestFixture {

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
        assertThat(requests.endedCount()).isEqualTo(1);
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
    void each_way_of_ending_counts_down_once() {
        LongRequest finished = requests.on(channel, JSON);
        LongRequest gone = requests.on(new RecordingChannel(false), JSON);

        finished.finish(Answer.json("{}"));
        assertThat(requests.endedCount()).isEqualTo(1);
        finished.endedByContainer("the server has ended the request");
        finished.close();
        assertThat(requests.endedCount()).isEqualTo(1);
        gone.endedByContainer("the server found the connection broken");
        assertThat(requests.endedCount()).isEqualTo(2);
        gone.abandon();

        assertThat(requests.endedCount()).isEqualTo(2);
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
}
