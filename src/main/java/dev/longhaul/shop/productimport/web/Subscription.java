package dev.longhaul.shop.productimport.web;

import dev.longhaul.request.Answer;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportPace;
import dev.longhaul.shop.productimport.ImportView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one reader wants to hear: which import, in which language, and what was said last. A slow reader misses steps
 * but always gets the last. Safe for any number of threads.
 */
final class Subscription {
    private final String user;
    private final RunId run;
    private final Texts texts;
    private final long endsAtNanos;
    private final LongRequest reader;
    private @Nullable String lastData;
    private boolean begun;

    Subscription(String user, RunId run, Texts texts, long endsAtNanos, LongRequest reader) {
        this.user = user;
        this.run = run;
        this.texts = texts;
        this.endsAtNanos = endsAtNanos;
        this.reader = reader;
    }

    String user() {
        return user;
    }

    RunId run() {
        return run;
    }

    LongRequest reader() {
        return reader;
    }

    boolean isOld(long nanos) {
        return nanos - endsAtNanos >= 0;
    }

    /**
     * The first words, unless the reader already knows this version and more is to come.
     *
     * @return false if they were the last
     */
    synchronized boolean begin(ImportView view, ImportPace pace, Instant now, @Nullable String knownVersion) {
        begun = true;
        if (view.version().equals(knownVersion) && !view.status().isEnded()) {
            reader.offer(bytes(ImportEvent.OPENING));
            lastData = data(view, pace, now);
            return true;
        }
        return say(view, data(view, pace, now), ImportEvent.OPENING);
    }

    /**
     * Says what is new, once it has begun.
     *
     * @return false if it was the last
     */
    synchronized boolean tell(ImportView view, ImportPace pace, Instant now) {
        if (!begun) {
            return true;
        }
        String data = data(view, pace, now);
        return (data.equals(lastData) && !view.status().isEnded()) || say(view, data, "");
    }

    private boolean say(ImportView view, String data, String before) {
        String message = before + ImportEvent.message(view, data);
        if (view.status().isEnded()) {
            // taken in any case, behind whatever a slow reader has still to take
            reader.finish(Answer.of(200, BodyFormat.EVENTS.contentType(), message));
            return false;
        }
        if (reader.offer(bytes(message))) {
            lastData = data;
        }
        return true;
    }

    private String data(ImportView view, ImportPace pace, Instant now) {
        return ImportEvent.data(view, ImportFigures.of(texts, view, pace, now));
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
