package dev.longhaul.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What notices on this server that a client has gone, and how long it may take. Times are those of this machine; the
 * network adds its round trip.
 *
 * @param liveRequests how many requests are watched over now
 */
public record DetectorReport(int liveRequests, List<Protocol> protocols) {

    /** What is active for one version of HTTP. */
    public record Protocol(String name, List<Detector> detectors) {
        public Protocol {
            detectors = List.copyOf(detectors);
        }
    }

    /**
     * One way of noticing.
     *
     * @param notices which ways of leaving
     * @param worstCaseMillis until the token fires; null where there is no bound
     * @param condition what must be the case for it
     */
    public record Detector(
            String name,
            boolean active,
            List<String> notices,
            @Nullable Long worstCaseMillis,
            String condition) {
        public Detector {
            notices = List.copyOf(notices);
        }
    }

    public DetectorReport {
        protocols = List.copyOf(protocols);
    }

    static DetectorReport of(boolean grizzly, boolean watchStreams, int liveRequests) {
        return new DetectorReport(
                liveRequests,
                List.of(
                        new Protocol("HTTP/1.1", detectors(List.of(beat("connection closed", "connection reset")))),
                        new Protocol("HTTP/2", detectors(ofStreams(grizzly, watchStreams)))));
    }

    private static List<Detector> detectors(List<Detector> own) {
        List<Detector> all = new ArrayList<>(own);
        all.add(new Detector(
                "body of the request",
                true,
                List.of("connection closed", "connection reset"),
                50L,
                "while the endpoint reads a body that is not complete"));
        all.add(new Detector(
                "deadline",
                true,
                List.of("silent client", "everything else"),
                null,
                "the endpoint's own limit, where it has one"));
        return all;
    }

    private static List<Detector> ofStreams(boolean grizzly, boolean watchStreams) {
        if (!grizzly) {
            return List.of(beat("connection closed", "connection reset", "stream reset"));
        }
        return List.of(
                beat("connection closed", "connection reset"),
                new Detector(
                        "state of the stream",
                        watchStreams,
                        List.of("stream reset", "connection closed", "connection reset"),
                        watchStreams ? StreamWatcher.PERIOD.toMillis() : null,
                        "longhaul.request.watch-streams"));
    }

    private static Detector beat(String... notices) {
        Duration worst = Heartbeat.DEFAULT.period().multipliedBy(Heartbeat.PERIODS_UNTIL_NOTICED);
        return new Detector(
                "heartbeat",
                true,
                List.of(notices),
                worst.toMillis(),
                "endpoints that have one: every " + Heartbeat.DEFAULT.period().toMillis() + " ms after "
                        + Heartbeat.DEFAULT.grace().toMillis() + " ms; event streams every second, so 3000 ms");
    }
}
