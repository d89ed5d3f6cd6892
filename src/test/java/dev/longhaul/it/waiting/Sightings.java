package dev.longhaul.it.waiting;

import dev.longhaul.cancellation.CancellationReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** When each token fired, by the monotonic clock that all processes of this machine share. */
@ApplicationScoped
public class Sightings {

    private final Map<String, Sighting> byId = new ConcurrentHashMap<>();

    private record Sighting(String kind, long nanos, int times) {

        Sighting again() {
            return new Sighting(kind, nanos, times + 1);
        }
    }

    void saw(String id, CancellationReason reason) {
        long nanos = System.nanoTime();
        byId.merge(id, new Sighting(reason.kind().name(), nanos, 1), (before, now) -> before.again());
    }

    /** One line for each id that begins so: id, kind, nanoseconds, how often. */
    String lines(String prefix) {
        return byId.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> entry.getKey() + " " + entry.getValue().kind() + " "
                        + entry.getValue().nanos() + " " + entry.getValue().times())
                .collect(Collectors.joining("\n"));
    }
}
