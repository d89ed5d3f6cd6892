package dev.longhaul.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import dev.longhaul.testkit.ManualExecutor;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestObjectsTest {

    private final BackgroundTaskQueue queue = new BackgroundQueues(
                    Settings.defaults(), new ManualExecutor(), new ApplicationLifetime(), failure -> {})
            .defaultQueue();

    @ParameterizedTest
    @ValueSource(
            classes = {
                HttpServletRequest.class,
                HttpServletResponse.class,
                HttpSession.class,
                Part.class,
                UriInfo.class,
                HttpHeaders.class,
                SecurityContext.class,
                ContainerRequestContext.class
            })
    void a_task_that_captured_an_object_of_the_request_is_refused_by_the_name_of_its_type(Class<?> type) {
        Object captured = anObjectOf(type);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        queue.enqueue("import", token -> assertThat(captured).isNotNull()))
                .withMessageContaining("import")
                // HttpServletRequest is named by the interface that says it: ServletRequest
                .withMessageContaining(type.getSimpleName().replace("HttpServlet", "Servlet"));
        assertThat(queue.depth()).isZero();
    }

    @Test
    void an_asynchronous_task_and_an_interruptible_one_are_looked_at_too() {
        HttpServletRequest request = (HttpServletRequest) anObjectOf(HttpServletRequest.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        queue.enqueueAsync("async", token -> CompletableFuture.completedFuture(request.getMethod())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.enqueue("blocked", BackgroundTask.interruptible(token -> request.getMethod())));
    }

    @Test
    void a_method_of_an_object_of_the_request_is_refused() {
        Part part = (Part) anObjectOf(Part.class);

        assertThatIllegalArgumentException().isThrownBy(() -> queue.enqueue("delete", token -> part.delete()));
    }

    @Test
    void a_task_that_inherits_its_field_from_a_class_is_refused() {
        ReadingTask task = new ReadingTask();
        task.body = new ServletInputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public boolean isFinished() {
                return true;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(jakarta.servlet.ReadListener listener) {}
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.enqueue("read", task))
                .withMessageContaining("ServletInputStream");
    }

    // made to be completed by another thread, after the method of the request has returned
    @Test
    void what_is_made_to_outlive_the_call_is_accepted() {
        AsyncResponse answer = (AsyncResponse) anObjectOf(AsyncResponse.class);
        String text = "a value";
        HttpServletRequest nothing = null;

        queue.enqueue("answer", token -> answer.resume(text));
        queue.enqueue("null", token -> assertThat(nothing).isNull());

        assertThat(queue.depth()).isEqualTo(2);
    }

    @Test
    void an_object_behind_a_captured_one_is_not_looked_for() {
        Object resource = new Object() {
            final Object address = anObjectOf(UriInfo.class);

            @Override
            public String toString() {
                return address.toString();
            }
        };

        queue.enqueue("hidden", token -> assertThat(resource).isNotNull());

        assertThat(queue.depth()).isEqualTo(1);
    }

    abstract static class HoldingTask implements BackgroundTask {
        java.io.InputStream body = java.io.InputStream.nullInputStream();
    }

    static final class ReadingTask extends HoldingTask {
        @Override
        public void run(CancellationToken token) throws Exception {
            body.read();
        }
    }

    private static Object anObjectOf(Class<?> type) {
        return Proxy.newProxyInstance(
                RequestObjectsTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : null);
    }
}
