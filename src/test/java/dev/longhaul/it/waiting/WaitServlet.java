package dev.longhaul.it.waiting;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.request.Answer;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.Heartbeat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.request.LongRequests;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.request.RequestToken;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code /wait?id=&hold=}: answers after so many microseconds, and notes when the token fires before. Further
 * parameters: {@code blocking} for the request's own thread, {@code beat} and {@code grace} in milliseconds (none
 * without {@code beat}), {@code pieces} of 64 KiB that are written first, {@code deadline} in milliseconds,
 * {@code bytes} of the answer, {@code passive} for the injected token of an answer that JAX-RS or a servlet gives. A
 * POST is read first, in the blocking form.
 */
@SuppressWarnings("NullAway.Init") // injected by the container
@WebServlet(urlPatterns = "/wait", asyncSupported = true)
public class WaitServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient LongRequests requests;

    @Inject
    private transient RequestToken requestToken;

    @Inject
    private transient Sightings sightings;

    @Resource
    private transient ManagedScheduledExecutorService scheduler;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getParameter("id");
        long holdMicros = number(request, "hold");
        String answer = "{\"value\":\"" + "x".repeat((int) number(request, "bytes")) + "\"}";
        if (request.getParameter("passive") != null) {
            requestToken.token().onCancelled(reason -> sightings.saw(id, reason));
            await(requestToken.token(), holdMicros);
            response.setContentType("application/json");
            response.getOutputStream().print(answer);
        } else if (request.getParameter("blocking") != null) {
            try (LongRequest waiting = requests.open(request, response, options(request))) {
                waiting.token().onCancelled(reason -> sightings.saw(id, reason));
                waiting.answer(client -> {
                    for (long pieces = number(request, "pieces"); pieces > 0; pieces--) {
                        client.write(new byte[1 << 16]);
                    }
                    await(client.token(), holdMicros);
                    return Answer.json(answer);
                });
            }
        } else {
            LongRequest waiting = requests.start(request, response, options(request));
            waiting.token().onCancelled(reason -> sightings.saw(id, reason));
            ScheduledFuture<?> end =
                    scheduler.schedule(() -> waiting.finish(Answer.json(answer)), holdMicros, TimeUnit.MICROSECONDS);
            waiting.token().onCancelled(reason -> end.cancel(false));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = String.valueOf(request.getQueryString()).replaceAll("^.*\\bid=([^&]*).*$", "$1");
        try (LongRequest waiting = requests.open(
                request, response, RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT))) {
            waiting.token().onCancelled(reason -> sightings.saw(id, reason));
            waiting.answer(client -> {
                int read = client.reading(request.getInputStream()).readAllBytes().length;
                return Answer.json("{\"read\":" + read + "}");
            });
        }
    }

    private static void await(CancellationToken token, long micros) {
        try {
            token.await(Duration.of(micros, ChronoUnit.MICROS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RequestOptions options(HttpServletRequest request) {
        RequestOptions options = RequestOptions.of(BodyFormat.JSON);
        if (request.getParameter("beat") != null) {
            options = options.withHeartbeat(new Heartbeat(
                    Duration.ofMillis(number(request, "beat")), Duration.ofMillis(number(request, "grace"))));
        }
        return request.getParameter("deadline") == null
                ? options
                : options.withDeadline(Duration.ofMillis(number(request, "deadline")));
    }

    private static long number(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        return text == null ? 0 : Long.parseLong(text);
    }
}
