package dev.longhaul.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Speaks the program interface of imports as one user. */
public final class ImportClient {

    public static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Duration END_WITHIN = Duration.ofMinutes(5);

    private final HttpClient http;
    private final URI api;
    private final String authorization;

    public ImportClient(ServerUnderTest server, String user, String password) {
        this(client(HttpClient.Version.HTTP_2), server.baseUri().resolve("api/"), basic(user, password));
    }

    private ImportClient(HttpClient http, URI api, String authorization) {
        this.http = http;
        this.api = api;
        this.authorization = authorization;
    }

    /** Someone who reaches the application at another address of it, with a slash at its end. */
    public static ImportClient through(URI base, HttpClient http, String user, String password) {
        return new ImportClient(http, base.resolve("api/"), basic(user, password));
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The same user; Payara keeps each stream of an HTTP/2 connection whose body it refused. */
    public ImportClient overHttp1() {
        return new ImportClient(client(HttpClient.Version.HTTP_1_1), api, authorization);
    }

    /** The administrator of the first start. */
    public static ImportClient ofAdmin(ServerUnderTest server) {
        return new ImportClient(server, FirstAdministrator.NAME, FirstAdministrator.passwordOn(server));
    }

    public HttpResponse<String> upload(String fileName, String content) {
        return upload(fileName, BodyPublishers.ofString(content));
    }

    public HttpResponse<String> upload(Path file) {
        try {
            return upload(file.getFileName().toString(), BodyPublishers.ofFile(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> upload(String fileName, BodyPublisher body) {
        String name = URLEncoder.encode(fileName, StandardCharsets.UTF_8);
        return send(request("imports?fileName=" + name)
                .header("Content-Type", "text/csv")
                .POST(body)
                .build());
    }

    /** Starts an import that must be accepted. */
    public String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    public JsonObject find(String id) {
        return json(get("imports/" + id));
    }

    /** Waits for the end. */
    public JsonObject ended(String id) {
        return when(id, document -> ENDED.contains(document.getString("status")));
    }

    /** Waits until the import is as described, or has ended. */
    public JsonObject when(String id, Predicate<JsonObject> condition) {
        return Awaitility.await()
                .atMost(END_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(id), condition.or(document -> ENDED.contains(document.getString("status"))));
    }

    public HttpResponse<String> cancel(String id) {
        return send(request("imports/" + id + "/cancellation")
                .POST(BodyPublishers.noBody())
                .build());
    }

    /**
     * Follows an import by its event stream, and by another one when that ends before the import does.
     *
     * @param lastEventId what the reader knows already; empty for nothing
     */
    public ImportNews follow(String id, String lastEventId) {
        ImportNews.Connecting reader = known -> {
            HttpRequest.Builder request = request("../events/imports/" + id);
            if (!known.isEmpty()) {
                request.header("Last-Event-ID", known);
            }
            return http.sendAsync(request.build(), BodyHandlers.ofLines());
        };
        return ImportNews.of(reader, lastEventId);
    }

    public HttpResponse<String> rejects(String id) {
        return get("imports/" + id + "/rejects");
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    /** The value of the header, for a client that is no more than its socket. */
    public String authorization() {
        return authorization;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", authorization);
    }

    /** The lines of an answer that may be too long for the memory of a test; to be closed. */
    public HttpResponse<Stream<String>> lines(String path) {
        return send(request(path).GET().build(), BodyHandlers.ofLines());
    }

    public HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
        return parse(answer.body());
    }

    public static JsonObject parse(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }
}
