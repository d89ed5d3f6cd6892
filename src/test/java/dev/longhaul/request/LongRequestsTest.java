package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.lifecycle.Lifecycle;
import dev.longhaul.testing.FakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Request tokens without CDI. */
class LongRequestsTest {

    private static final RequestOptions WATCHED = RequestOptions.of(BodyFormat.JSON);

    private final Lifecycle lifecycle = new Lifecycle(Thread::new, Duration.ofSeconds(10));
    private final LongRequests requests =
            LongRequests.start(lifecycle, new RequestSettings(1, Duration.ofSeconds(30), false));
    private final HttpServletRequest servletRequest = new FakeRequest("GET", "/report").toRequest();

    @AfterEach
    void end() {
        lifecycle.close();
    }

    @Test
    void a_request_is_found_by_its_servlet_request_and_counted_until_it_ends() {
        LongRequest request = requests.watch(servletRequest, WATCHED);
        assertThat(LongRequests.of(servletRequest)).containsSame(request);
        assertThat(requests.liveCount()).isEqualTo(1);

        request.close();
        request.close();

        assertThat(requests.liveCount()).isZero();
        assertThat(requests.report().liveRequests()).isZero();
    }

    @Test
    void its_token_fires_when_the_lifecycle_is_closed() {
        LongRequest request = requests.watch(servletRequest, WATCHED);

        lifecycle.close();

        assertThat(request.token().reason()).map(CancellationReason::kind).contains(Kind.SHUTDOWN);
        assertThat(request.clientGone().isCancellationRequested()).isFalse();
    }

    @Test
    void callbacks_of_a_client_that_left_run_on_a_thread_of_the_lifecycle() {
        LongRequest request = requests.watch(servletRequest, WATCHED);
        CompletableFuture<String> calledOn = new CompletableFuture<>();
        request.token()
                .onCancelled(reason -> calledOn.complete(Thread.currentThread().getName()));

        request.endedByContainer("the server found the connection broken");

        assertThat(calledOn).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("longhaul-request-signals-1");
    }
}
