package dev.longhaul.lifecycle;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Stops the whole application in one order: close every intake, fire {@link ApplicationLifetime#stopping()}, then let
 * one participant after the other drain and abandon what it could not drain, at last fire
 * {@link ApplicationLifetime#stopped()}.
 *
 * <p>The grace is shared: the work of all participants runs out its time together, so a stop takes the grace once, not
 * once for each. Needs no thread besides the caller's. An interrupt of that thread ends the waiting early, and nothing
 * else.
 */
public final class ShutdownSequence {

    private static final System.Logger LOG = System.getLogger(ShutdownSequence.class.getName());

    private final ApplicationLifetime lifetime;
    private final Duration grace;
    private final LongSupplier nanoTime;
    private final List<ShutdownParticipant> participants = new ArrayList<>();
    private boolean begun;

    /** @param grace how long running work may take to end after its token has fired; zero does not wait */
    public ShutdownSequence(ApplicationLifetime lifetime, Duration grace) {
        this(lifetime, grace, System::nanoTime);
    }

    ShutdownSequence(ApplicationLifetime lifetime, Duration grace, LongSupplier nanoTime) {
        this.lifetime = lifetime;
        this.grace = grace;
        this.nanoTime = nanoTime;
    }

    /**
     * Adds a part that holds work. The last one registered is the first one stopped. One that comes after the sequence
     * has begun is told at once to close its intake and to abandon, because nobody will ask it again.
     */
    public void register(ShutdownParticipant participant) {
        synchronized (participants) {
            if (!begun) {
                participants.add(participant);
                return;
            }
        }
        tell("close the intake of", participant, participant::closeIntake);
        tell("abandon the work of", participant, participant::abandon);
    }

    /**
     * Runs the sequence. A second call, also one from inside the sequence, changes nothing and returns at once; to wait
     * for the end of the first, wait for {@link ApplicationLifetime#stopped()}.
     */
    public void run() {
        List<ShutdownParticipant> lastRegisteredFirst;
        synchronized (participants) {
            if (begun) {
                return;
            }
            begun = true;
            lastRegisteredFirst = new ArrayList<>(participants);
        }
        Collections.reverse(lastRegisteredFirst);
        long begin = nanoTime.getAsLong();
        LOG.log(Level.INFO, "stopping: running work has {0} to end", grace);
        lastRegisteredFirst.forEach(participant -> tell("close the intake of", participant, participant::closeIntake));
        attempt("fire the stopping token", lifetime::fireStopping);
        lastRegisteredFirst.forEach(participant -> drainOrAbandon(participant, begin));
        attempt("fire the stopped token", lifetime::fireStopped);
        LOG.log(Level.INFO, "stopped after {0} ms", elapsedSince(begin).toMillis());
    }

    private void drainOrAbandon(ShutdownParticipant participant, long begin) {
        Duration remaining = grace.minus(elapsedSince(begin));
        boolean[] drained = {false};
        tell(
                "drain",
                participant,
                () -> drained[0] = participant.drain(remaining.isNegative() ? Duration.ZERO : remaining));
        if (!drained[0]) {
            tell("abandon the work of", participant, participant::abandon);
        }
    }

    private Duration elapsedSince(long begin) {
        return Duration.ofNanos(nanoTime.getAsLong() - begin);
    }

    private static void tell(String what, ShutdownParticipant participant, Runnable call) {
        attempt(what + " " + participant.name(), call);
    }

    private static void attempt(String what, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            // whatever one part throws, the others still hold work that must not be lost
            LOG.log(Level.ERROR, "the stop could not " + what, thrown);
        }
    }
}
