package dev.longhaul.lifecycle;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;

/**
 * Tells any part of the application how far its life has come, as three tokens that are cancelled once each, in the
 * order started, stopping, stopped.
 *
 * <p>Safe for any number of threads. Callbacks run on the container's thread that starts or stops the application and
 * hold it up, so they only signal. A token that has fired stays so; one registered on late runs its callback at once.
 */
public final class ApplicationLifetime {

    private final CancellationSource started = new CancellationSource();
    private final CancellationSource stopping = new CancellationSource();
    private final CancellationSource stopped = new CancellationSource();

    /**
     * Fires when every part of the application has started. Its reason has the kind {@code SUPERSEDED}: the phase of
     * starting is over. It never fires when the start fails.
     */
    public CancellationToken started() {
        return started.token();
    }

    /**
     * Fires with the kind {@code SHUTDOWN} as soon as the application is told to stop, after every intake has closed.
     * Work linked to it has {@code longhaul.shutdown.grace} to end.
     */
    public CancellationToken stopping() {
        return stopping.token();
    }

    /** Fires with the kind {@code SHUTDOWN} when the shutdown sequence is over, whether or not all work had ended. */
    public CancellationToken stopped() {
        return stopped.token();
    }

    boolean fireStarted() {
        return started.cancel(CancellationReason.of(Kind.SUPERSEDED, "the application has started"));
    }

    boolean fireStopping() {
        return stopping.cancel(CancellationReason.of(Kind.SHUTDOWN, "the application is stopping"));
    }

    boolean fireStopped() {
        return stopped.cancel(CancellationReason.of(Kind.SHUTDOWN, "the application has stopped"));
    }
}
