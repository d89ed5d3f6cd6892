package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.Race;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Body, heartbeat, completion and a client that goes, in every order. */
class LongRequestRaceTest {

    private static final String BODY = "{\"a\":1}";
    private static final RequestOptions OPTIONS =
            RequestOptions.of(BodyFormat.JSON).withHeartbeat(new Heartbeat(Duration.ofMillis(1), Duration.ZERO));

    private static final class Exchange extends Race.State {

        final RecordingChannel channel = new RecordingChannel(false);
        final TestRequests requests = new TestRequests(Runnable::run);
        final LongRequest request = requests.on(channel, OPTIONS);
        final AtomicInteger fired = new AtomicInteger();
        final AtomicInteger finished = new AtomicInteger();

        Exchange() {
            request.token().onCancelled(reason -> fired.incrementAndGet());
        }

        void beat() {
            for (int i = 0; i < 3; i++) {
                requests.tickAfter(Duration.ofMillis(1), request);
            }
        }

        void finish() {
            if (request.finish(Answer.json(BODY))) {
                finished.incrementAndGet();
            }
        }

        void container() {
            request.endedByContainer("the server found the connection broken");
        }
    }

    @Test
    void a_heartbeat_racing_the_finish_never_spoils_the_body_and_never_comes_after_it() throws InterruptedException {
        new Race<>(Exchange::new).actor(Exchange::beat).actor(Exchange::finish).judge(exchange -> {
            assertThat(exchange.channel.fault()).isNull();
            assertThat(exchange.channel.body().stripLeading()).isEqualTo(BODY);
            assertThat(exchange.channel.events()).containsOnlyOnce("complete").endsWith("complete");
            assertThat(exchange.fired).hasValue(0);
            assertThat(exchange.requests.endedCount()).isEqualTo(1);
        });
    }

    @Test
    void a_heartbeat_racing_an_answer_that_waits_for_a_slow_client_never_comes_behind_it() throws InterruptedException {
        new Race<>(Exchange::new)
                .actor(exchange -> {
                    exchange.channel.setWritable(false);
                    exchange.beat();
                })
                .actor(exchange -> {
                    exchange.channel.setWritable(false);
                    exchange.finish();
                })
                .judge(exchange -> {
                    exchange.channel.setWritable(true);
                    exchange.request.writePossible();
                    assertThat(exchange.channel.body().stripLeading()).isEqualTo(BODY);
                    assertThat(exchange.channel.fault()).isNull();
                });
    }

    @Test
    void two_answers_racing_send_one() throws InterruptedException {
        new Race<>(Exchange::new)
                .actor(Exchange::finish)
                .actor(Exchange::finish)
                .judge(exchange -> {
                    assertThat(exchange.finished).hasValue(1);
                    assertThat(exchange.channel.body()).isEqualTo(BODY);
                    assertThat(exchange.channel.events()).containsOnlyOnce("complete");
                });
    }

    @Test
    void a_client_that_goes_while_the_answer_is_sent_fires_the_token_or_gets_the_answer() throws InterruptedException {
        new Race<>(Exchange::new)
                .actor(exchange -> exchange.channel.breakWith(new IllegalStateException("broken pipe")))
                .actor(Exchange::beat)
                .actor(Exchange::finish)
                .judge(exchange -> {
                    assertThat(exchange.channel.fault()).isNull();
                    assertThat(exchange.fired.get() + exchange.finished.get()).isEqualTo(1);
                    assertThat(exchange.channel.events()).containsOnlyOnce("complete");
                    assertThat(exchange.requests.endedCount()).isEqualTo(1);
                });
    }

    @Test
    void the_end_by_the_container_racing_the_answer_is_one_of_both() throws InterruptedException {
        new Race<>(Exchange::new)
                .actor(Exchange::container)
                .actor(Exchange::finish)
                .judge(exchange -> {
                    assertThat(exchange.fired.get() + exchange.finished.get()).isEqualTo(1);
                    assertThat(exchange.requests.endedCount()).isEqualTo(1);
                });
    }
}
