package dev.longhaul.request;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a body of a kind allows beside its content: where a heartbeat may stand, and how the body itself says that it is
 * not what was asked for, once its head is on the way. Immutable.
 */
public final class BodyFormat {

    /** A heartbeat is a blank before the value, which JSON allows; a problem document takes the place of the value. */
    public static final BodyFormat JSON =
            new BodyFormat("application/json", " ", Place.BEFORE_THE_BODY, problem -> problem.json());

    /**
     * A heartbeat is an event of the name {@code beat} between two others, which the script of a page sees, too; a
     * problem is one of the name {@code error}.
     */
    public static final BodyFormat EVENTS = new BodyFormat(
            "text/event-stream;charset=UTF-8",
            ":\nevent: beat\ndata: 1\n\n",
            Place.ANYWHERE,
            problem -> "event: error\ndata: " + problem.json() + "\n\n");

    /**
     * No heartbeat: writing the rows is one. A problem begins a quoted cell that never ends, so that no reader takes
     * the rows before it for the whole.
     */
    public static final BodyFormat CSV = new BodyFormat(
            "text/csv;charset=UTF-8",
            "",
            Place.NOWHERE,
            problem -> "\r\n\"NOT COMPLETE: " + problem.detail().replace("\"", "\"\""));

    private final String contentType;
    private final String pad;
    private final Place place;
    private final @Nullable Saying saying;

    /** Where a heartbeat may stand. */
    enum Place {
        NOWHERE,
        BEFORE_THE_BODY,
        ANYWHERE
    }

    private interface Saying {
        String of(Problem problem);
    }

    private BodyFormat(String contentType, String pad, Place place, @Nullable Saying saying) {
        this.contentType = contentType;
        this.pad = pad;
        this.place = place;
        this.saying = saying;
    }

    /** Any other body: nothing may be put into it, so it has no heartbeat and cannot say that it broke off. */
    public static BodyFormat opaque(String contentType) {
        return new BodyFormat(contentType, "", Place.NOWHERE, null);
    }

    /** The value of the header that announces it. */
    public String contentType() {
        return contentType;
    }

    /** Whether a heartbeat may be written at all. */
    public boolean takesHeartbeats() {
        return place != Place.NOWHERE;
    }

    boolean takesHeartbeats(boolean bodyHasBegun) {
        return place == Place.ANYWHERE || (place == Place.BEFORE_THE_BODY && !bodyHasBegun);
    }

    byte[] heartbeat() {
        return pad.getBytes(StandardCharsets.UTF_8);
    }

    /** What to append to say that there is a problem; nothing where the format does not allow it any more. */
    byte[] saying(Problem problem, boolean bodyHasBegun) {
        boolean tooLate = place == Place.BEFORE_THE_BODY && bodyHasBegun;
        return saying == null || tooLate ? new byte[0] : saying.of(problem).getBytes(StandardCharsets.UTF_8);
    }
}
