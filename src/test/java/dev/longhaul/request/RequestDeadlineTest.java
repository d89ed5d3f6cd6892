package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a client gets when the deadline of its request passes. */
class RequestDeadlineTest extends RequestFixture {

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
}
