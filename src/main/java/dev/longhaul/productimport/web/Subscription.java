package dev.longhaul.productimport.web;

import dev.longhaul.productimport.ImportPace;
import dev.longhaul.productimport.ImportView;
import dev.longhaul.run.RunId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one reader wants to hear: which import, in which language, and what was said last. Used by one thread at a time,
 * except for the stream, which knows how to share itself.
 */
final class Subscription {
    private static final long BEAT_NANOS = Duration.ofSeconds(1).toNanos();

    private final String user;
    private final RunId run;
    private final Texts texts;
    private final long endsAtNanos;
    private final EventStream stream;
    private @Nullable String lastData;
    private long saidAtNanos;

    Subscription(String user, RunId run, Texts texts, long endsAtNanos, EventStream stream) {
        this.user = user;
        this.run = run;
        this.texts = texts;
        this.endsAtNanos = endsAtNanos;
        this.stream = stream;
    }

    String user() {
        return user;
    }

    RunId run() {
        return run;
    }

    EventStream stream() {
        return stream;
    }

    /** The first words, unless the reader already knows this version and more is to come. */
    synchronized void begin(ImportView view, ImportPace pace, Instant now, long nanos, @Nullable String knownVersion) {
        String data = ImportEvent.data(view, ImportFigures.of(texts, view, pace, now));
        boolean known = view.version().equals(knownVersion) && !view.status().isEnded();
        stream.offer(known ? ImportEvent.OPENING : ImportEvent.OPENING + ImportEvent.message(view, data));
        lastData = data;
        saidAtNanos = nanos;
        if (view.status().isEnded()) {
            stream.end();
        }
    }

    /** Says what is new; a beat if there has been nothing for a second. */
    synchronized void tell(ImportView view, ImportPace pace, Instant now, long nanos) {
        String data = ImportEvent.data(view, ImportFigures.of(texts, view, pace, now));
        if (data.equals(lastData)) {
            beat(nanos);
        } else {
            stream.offer(ImportEvent.message(view, data));
            lastData = data;
            saidAtNanos = nanos;
        }
        if (view.status().isEnded()) {
            stream.end();
        }
    }

    synchronized void beat(long nanos) {
        if (nanos - saidAtNanos >= BEAT_NANOS) {
            stream.offerIfIdle(ImportEvent.BEAT);
            saidAtNanos = nanos;
        }
    }

    /** Ends it at the end of its lifespan, and at once if its reader takes nothing. */
    void endIfOld(long nanos) {
        if (nanos - endsAtNanos >= 0) {
            stream.abandon();
        }
    }
}
