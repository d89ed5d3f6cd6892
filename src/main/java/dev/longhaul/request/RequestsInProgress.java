package dev.longhaul.request;

import dev.longhaul.lifecycle.BoundedWait;
import dev.longhaul.lifecycle.ShutdownParticipant;
import dev.longhaul.lifecycle.ShutdownSequence;
import dev.longhaul.lifecycle.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The requests that are on a thread of the container at this moment. A stop of the application waits for them, within
 * its grace: a request whose application is gone when it ends cannot be ended properly. WildFly then leaves its request
 * scope to the thread, and with it the whole application, for as long as that thread lives.
 *
 * <p>Asynchronous requests count while a thread is in them. {@link InProgressFilter} does the counting.
 */
@ApplicationScoped
public class RequestsInProgress implements ShutdownParticipant {

    private static final System.Logger LOG = System.getLogger(RequestsInProgress.class.getName());

    private int count;

    void start(@Observes @Priority(StartupOrder.STARTED) Startup event, ShutdownSequence sequence) {
        sequence.register(this);
    }

    synchronized void begin() {
        count++;
    }

    synchronized void end() {
        count--;
        if (count == 0) {
            notifyAll();
        }
    }

    /** How many there are now. */
    public synchronized int count() {
        return count;
    }

    @Override
    public String name() {
        return "requests";
    }

    /** The container itself sends no more of them once it has begun to stop the application. */
    @Override
    public void closeIntake() {
        LOG.log(Level.DEBUG, "{0} requests are in progress", count());
    }

    @Override
    public synchronized boolean drain(Duration remaining) {
        return BoundedWait.until(() -> count == 0, this, remaining);
    }

    @Override
    public void abandon() {
        LOG.log(Level.WARNING, "{0} requests are still in progress and are left behind", count());
    }
}
