package dev.longhaul.it.client;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What one reader of event streams has been told so far: it comes back when a stream ends before its import does. */
public final class ImportNews {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end;

    private ImportNews(Connecting reader, String lastEventId) {
        end = read(reader, lastEventId);
    }

    /** Asks for a stream from after the event with this id, which is empty for none. */
    @FunctionalInterface
    public interface Connecting {
        CompletableFuture<HttpResponse<Stream<String>>> connect(String lastEventId);
    }

    public static ImportNews of(Connecting reader, String lastEventId) {
        return new ImportNews(reader, lastEventId);
    }

    private CompletableFuture<Void> read(Connecting reader, String lastEventId) {
        return reader.connect(lastEventId).thenComposeAsync(response -> {
            response.body().forEach(lines::add);
            boolean isOver = response.statusCode() != 200 || told().isEmpty() || hasEnded(last());
            return isOver ? CompletableFuture.completedFuture(null) : read(reader, lastId());
        });
    }

    private static boolean hasEnded(JsonObject told) {
        return ImportClient.ENDED.contains(told.getString("status"));
    }

    /** The imports that were told, in their order. */
    public List<JsonObject> told() {
        return lines.stream()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> ImportClient.parse(line.substring("data: ".length())))
                .toList();
    }

    /** The id of the last event. */
    public String lastId() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce("", (before, line) -> line.substring("id: ".length()));
    }

    public JsonObject last() {
        List<JsonObject> told = told();
        return Objects.requireNonNull(told.get(told.size() - 1));
    }

    public void awaitEnd(Duration atMost) {
        try {
            end.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("the stream did not end; it told " + lines, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
