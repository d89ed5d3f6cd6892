package dev.longhaul.productimport.web;

import dev.longhaul.productimport.ImportPace;
import dev.longhaul.productimport.ImportPaces;
import dev.longhaul.productimport.ImportView;
import dev.longhaul.run.RunId;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All streams of this node. One loop drives them: each step reads every watched import once, however many watch it, and
 * hands the news to the streams, none of which can hold the loop up. Safe for any number of threads.
 */
final class EventStreams {
    /** How often the loop steps. Beats and the elapsed time need a second; the bar moves better at half of it. */
    static final Duration PERIOD = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());

    private final Function<RunId, Optional<ImportView>> imports;
    private final ImportPaces paces;
    private final EventSettings settings;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** What became of the wish to open a stream. */
    enum Refusal {
        TOO_MANY,
        STOPPING
    }

    /**
     * A stream, or why there is none.
     *
     * @param subscription null if and only if it was refused
     * @param refusal null if and only if it was not
     */
    record Opened(
            @Nullable Subscription subscription, @Nullable Refusal refusal) {}

    EventStreams(
            Function<RunId, Optional<ImportView>> imports,
            ImportPaces paces,
            EventSettings settings,
            Clock clock,
            LongSupplier nanoClock) {
        this.imports = imports;
        this.paces = paces;
        this.settings = settings;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** Takes a place for a user's stream; it is given back when the stream is over. */
    synchronized Opened open(String user, RunId run, Texts texts) {
        if (closed) {
            return new Opened(null, Refusal.STOPPING);
        }
        long held = open.stream().filter(other -> other.user().equals(user)).count();
        if (held >= settings.streamsPerUser()) {
            return new Opened(null, Refusal.TOO_MANY);
        }
        var self = new Subscription[1];
        var stream = new EventStream(() -> open.remove(self[0]));
        self[0] = new Subscription(
                user, run, texts, nanoClock.getAsLong() + settings.lifespan().toNanos(), stream);
        open.add(self[0]);
        return new Opened(self[0], null);
    }

    /** Sends the first message of a stream that has just been connected. */
    void begin(Subscription subscription, ImportView view, @Nullable String knownVersion) {
        subscription.begin(view, paces.of(view), clock.instant(), nanoClock.getAsLong(), knownVersion);
    }

    /** One step of the loop. An import that cannot be read now gets only beats. */
    void step() {
        long nanos = nanoClock.getAsLong();
        Map<RunId, List<Subscription>> byRun = open.stream().collect(Collectors.groupingBy(Subscription::run));
        byRun.forEach((run, subscriptions) -> {
            tell(run, subscriptions, nanos);
            subscriptions.forEach(subscription -> subscription.endIfOld(nanos));
        });
    }

    /** Ends every stream and opens no more. Messages that wait are still written if the reader takes them. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        open.forEach(subscription -> subscription.stream().end());
    }

    int count() {
        return open.size();
    }

    private void tell(RunId run, List<Subscription> subscriptions, long nanos) {
        try {
            Optional<ImportView> found = imports.apply(run);
            found.ifPresent(view -> {
                ImportPace pace = paces.of(view);
                subscriptions.forEach(subscription -> subscription.tell(view, pace, clock.instant(), nanos));
            });
            if (found.isEmpty()) {
                subscriptions.forEach(subscription -> subscription.stream().end());
            }
        } catch (RuntimeException unreadable) {
            // the readers of the other imports must not pay for it
            LOG.log(Level.WARNING, () -> "import " + run + " cannot be told to its event streams now", unreadable);
            subscriptions.forEach(subscription -> subscription.beat(nanos));
        }
    }
}
