package dev.longhaul.artifact;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.TaskHandle;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application without a server, which has nothing but the library's own jar. */
public final class PlainApplication {

    private PlainApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            BackgroundQueues queues =
                    new BackgroundQueues(Settings.defaults(), executor, new ApplicationLifetime(), failed -> {});
            CountDownLatch begun = new CountDownLatch(1);
            TaskHandle task = queues.defaultQueue().enqueue("wait", token -> {
                begun.countDown();
                token.await(Duration.ofMinutes(1));
                token.throwIfCancellationRequested();
            });
            begun.await();
            task.cancel(CancellationReason.of(Kind.USER, "enough").withActor("anna"));
            task.await(Duration.ofMinutes(1));
            System.out.println(
                    task.state() + ": " + task.cancellation().orElseThrow().text());
        } finally {
            executor.shutdownNow();
        }
    }
}
