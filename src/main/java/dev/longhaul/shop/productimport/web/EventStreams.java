package dev.longhaul.shop.productimport.web;

import dev.longhaul.request.Answer;
import dev.longhaul.request.LongRequest;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportView;
import java.io.IOException;
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
 * All event streams of this node. One loop drives them: each step reads every watched import once, however many readers
 * it has, and offers the news to each reader. A slow reader cannot delay the loop. The {@link LongRequest} of a reader
 * sends its heartbeat and notices when it has left. Safe for any number of threads.
 */
final class EventStreams {
    /** How often the loop steps. The elapsed time needs a second; the bar moves better at half of it. */
    static final Duration PERIOD = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());

    private final Function<RunId, Optional<ImportView>> imports;
    private final ImportPaces paces;
    private final EventSettings settings;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** Makes the request of a reader asynchronous. */
    @FunctionalInterface
    interface Connecting {
        LongRequest connect() throws IOException;
    }

    /** Why a stream was not opened. */
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

    /**
     * Reserves a slot for a user's stream and connects it. The slot is free again when the stream ends or its reader
     * has left.
     *
     * @throws IOException if the reader cannot be connected
     */
    synchronized Opened open(String user, RunId run, PageMessages messages, Connecting connecting) throws IOException {
        if (closed) {
            return new Opened(null, Refusal.STOPPING);
        }
        long held = open.stream().filter(other -> other.user().equals(user)).count();
        if (held >= settings.streamsPerUser()) {
            return new Opened(null, Refusal.TOO_MANY);
        }
        LongRequest reader = connecting.connect();
        Subscription opened = new Subscription(
                user, run, messages, nanoClock.getAsLong() + settings.lifespan().toNanos(), reader);
        open.add(opened);
        reader.clientGone().onCancelled(reason -> open.remove(opened));
        return new Opened(opened, null);
    }

    /** Sends the first message of a stream that has just been opened. */
    void begin(Subscription subscription, ImportView view, @Nullable String knownVersion) {
        if (!subscription.begin(view, paces.of(view), clock.instant(), knownVersion)) {
            open.remove(subscription);
        }
    }

    /** One step of the loop. An import that cannot be read now has no news. */
    void step() {
        Map<RunId, List<Subscription>> byRun = open.stream().collect(Collectors.groupingBy(Subscription::run));
        byRun.forEach(this::notifyReaders);
        long nanos = nanoClock.getAsLong();
        open.stream().filter(subscription -> subscription.isOld(nanos)).forEach(this::end);
    }

    /** Ends every stream and opens no more. Waiting messages are still written if the reader accepts them. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        open.forEach(this::end);
    }

    int count() {
        return open.size();
    }

    private void end(Subscription subscription) {
        subscription.reader().finish(Answer.nothingMore());
        open.remove(subscription);
    }

    private void notifyReaders(RunId run, List<Subscription> subscriptions) {
        try {
            Optional<ImportView> found = imports.apply(run);
            found.ifPresent(view -> {
                ImportPace pace = paces.of(view);
                subscriptions.stream()
                        .filter(subscription -> !subscription.send(view, pace, clock.instant()))
                        .forEach(open::remove);
            });
            if (found.isEmpty()) {
                subscriptions.forEach(this::end);
            }
        } catch (RuntimeException unreadable) {
            // the readers of other imports still get their news
            LOG.log(Level.WARNING, () -> "import " + run + " cannot be sent to its event streams now", unreadable);
        }
    }
}
