package dev.longhaul.it.probe;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.Schedule;
import dev.longhaul.background.TaskHandle;
import dev.longhaul.background.TimedTasks;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.ApplicationLifetime;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Enqueues one task of each kind and writes down what becomes of it. */
@Path("stop")
@RequestScoped
public class StopResource {

    @Inject
    private BackgroundQueues queues;

    @Inject
    private ApplicationLifetime lifetime;

    @Inject
    private TimedTasks timedTasks;

    @Inject
    private Notes notes;

    /** A task that waits for its token. */
    @POST
    @Path("listening")
    public void listening() {
        Notes own = notes;
        follow(queues.queue("listening").enqueue("listening", token -> {
            own.write("listening begun");
            boolean fired = token.await(Duration.ofMinutes(2));
            own.write("listening "
                    + (fired ? "saw " + token.reason().orElseThrow().kind() : "saw nothing"));
        }));
    }

    /**
     * A task that goes on whatever its token says, until the application has stopped without it, and one behind it that
     * waits for its turn.
     */
    @POST
    @Path("ignoring")
    public void ignoring() {
        CancellationToken stopped = lifetime.stopped();
        Notes own = notes;
        follow(queues.queue("ignoring").enqueue("ignoring", token -> {
            own.write("ignoring begun");
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            boolean interrupted = false;
            while (System.nanoTime() < end && !stopped.isCancellationRequested()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                if (Thread.interrupted() && !interrupted) {
                    interrupted = true;
                    own.write("ignoring interrupted");
                }
            }
            own.write("ignoring done");
        }));
        follow(queues.queue("ignoring").enqueue("queued", token -> own.write("queued begun")));
    }

    /** A timed task ten times a second. */
    @POST
    @Path("timed")
    public void timed() {
        Notes own = notes;
        timedTasks.start(
                queues.queue("timed"),
                "timed",
                Schedule.atFixedRate(Duration.ofMillis(100)),
                token -> own.write("timed begun"));
    }

    private void follow(TaskHandle task) {
        Notes own = notes;
        task.whenEnded().whenComplete((state, never) -> own.write(task.name() + " is " + state));
    }
}
