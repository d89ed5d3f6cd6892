package dev.longhaul.shop.productimport.web;

import dev.longhaul.request.Answer;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reader of an event stream: which import, in which language, and what was sent last. A slow reader misses steps
 * but always gets the last one. Safe for any number of threads.
 */
final class Subscription {
    private final String user;
    private final RunId run;
    private final PageMessages messages;
    private final long endsAtNanos;
    private final LongRequest reader;
    private @Nullable String lastData;
    private boolean begun;

    Subscription(String user, RunId run, PageMessages messages, long endsAtNanos, LongRequest reader) {
        this.user = user;
        this.run = run;
        this.messages = messages;
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
     * Sends the first message, unless the reader already has this version and the import has not ended.
     *
     * @return false if it was the last message
     */
    synchronized boolean begin(ImportView view, ImportPace pace, Instant now, @Nullable String knownVersion) {
        begun = true;
        if (view.version().equals(knownVersion) && !view.status().isEnded()) {
            reader.offer(bytes(ImportEvent.OPENING));
            lastData = data(view, pace, now);
            return true;
        }
        return sendMessage(view, data(view, pace, now), ImportEvent.OPENING);
    }

    /**
     * Sends what is new, once the stream has begun.
     *
     * @return false if it was the last message
     */
    synchronized boolean send(ImportView view, ImportPace pace, Instant now) {
        if (!begun) {
            return true;
        }
        String data = data(view, pace, now);
        return (data.equals(lastData) && !view.status().isEnded()) || sendMessage(view, data, "");
    }

    private boolean sendMessage(ImportView view, String data, String before) {
        String message = before + ImportEvent.message(view, data);
        if (view.status().isEnded()) {
            // always accepted, behind whatever a slow reader has not received yet
            reader.finish(Answer.of(200, BodyFormat.EVENTS.contentType(), message));
            return false;
        }
        if (reader.offer(bytes(message))) {
            lastData = data;
        }
        return true;
    }

    private String data(ImportView view, ImportPace pace, Instant now) {
        return ImportEvent.data(view, ImportTexts.of(messages, view, pace, now));
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
