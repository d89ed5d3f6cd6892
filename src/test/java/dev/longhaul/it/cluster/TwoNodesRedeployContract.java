package dev.longhaul.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.ServerProcess;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.launcher.TwoNodes;
import dev.longhaul.testing.Figures;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Longhaul redeployed again and again on one node of two, in the same process and under load: what each deployment was
 * goes, and both nodes have each other in their view. How often is the system property {@code longhaul.it.redeploys}.
 */
interface TwoNodesRedeployContract {

    int REDEPLOYS = Integer.getInteger("longhaul.it.redeploys", 2);

    /**
     * A constant, so its instances are there as long as its class once a file was read, and the example application
     * beside has none.
     */
    String OF_EACH_DEPLOYMENT = "dev.longhaul.shop.file.bytes.FileKind";

    Pattern THREADS_OF_THE_APPLICATION = Pattern.compile(
            "^\"(longhaul-|jgroups|non-blocking-thread|blocking-thread|expiration-thread|timeout-thread)");

    Duration BETWEEN_REFUSALS = Duration.ofMillis(5);

    TwoNodes nodes();

    @Test
    default void redeploying_a_node_under_load_leaves_nothing_behind_and_the_view_right() throws Exception {
        ServerUnderTest node = nodes().b();
        node.endIdleWorkers();
        ExecutorService loading = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        try {
            ImportClient admin = ImportClient.ofAdmin(node);
            Future<Integer> load = loading.submit(() -> importUntil(enough, admin.overHttp1()));
            List<Held> held = new ArrayList<>();
            for (int i = 1; i <= REDEPLOYS; i++) {
                node.redeployApplication();
                node.awaitReady();
                nodes().awaitJoined();
                held.add(Held.by(node));
            }
            enough.set(true);
            int accepted = load.get(2, TimeUnit.MINUTES);
            admin.ended(admin.accepted(admin.upload("last.csv", "sku,name\nLAST-1,Lamp\n")));
            awaitOnlyTheLastIsHeld(node, held.get(0));
            held.add(Held.by(node));
            Figures.note(node.options().name() + ", " + REDEPLOYS + " redeploys, imports accepted meanwhile " + accepted
                    + ", after each and at the end: " + held);
            Held first = held.get(0);
            Held last = held.get(REDEPLOYS);
            assertThat(held).allMatch(each -> each.copies() <= 3);
            assertThat(last.threads()).isLessThanOrEqualTo(first.threads() + 2);
            assertThat(last.heapMebibytes()).isLessThanOrEqualTo(first.mostLater());
        } finally {
            enough.set(true);
            loading.shutdownNow();
        }
    }

    /** A thread of a server's pool, which may hold what began on it, ends when it has been idle for a minute. */
    private static void awaitOnlyTheLastIsHeld(ServerUnderTest node, Held first) {
        Caller page = Caller.adminSignedIn(node);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        // the expression language lets go of the classes of an earlier page with the next
                        assertThat(page.get("/imports").statusCode()).isEqualTo(200);
                        Held now = Held.by(node);
                        return now.copies() <= 1 + node.deploymentsKeptForGood()
                                && now.heapMebibytes() <= first.mostLater();
                    });
        } catch (ConditionTimeoutException held) {
            node.process().dumpHeap(BuildPaths.workOf(node.options().name() + "-redeployed.hprof"));
            throw held;
        }
    }

    private static int importUntil(AtomicBoolean enough, ImportClient client) {
        int accepted = 0;
        for (int i = 0; !enough.get(); i++) {
            try {
                HttpResponse<String> answer = client.upload("load.csv", GeneratedProducts.csv("LOAD" + i % 10, 500));
                if (answer.statusCode() == 202) {
                    accepted++;
                    client.ended(client.accepted(answer));
                }
            } catch (RuntimeException | AssertionError redeploying) {
                // refused connections and missing pages are what a redeploy looks like from outside
                LockSupport.parkNanos(BETWEEN_REFUSALS.toNanos());
            }
        }
        return accepted;
    }

    /** What a process holds of the application after a full collection. */
    record Held(long copies, long threads, long heapMebibytes) {

        /** What the heap may be at the end, when it has this size after the first redeploy. */
        long mostLater() {
            return heapMebibytes + heapMebibytes / 10;
        }

        static Held by(ServerUnderTest server) {
            ServerProcess process = server.process();
            return new Held(
                    process.copiesWithInstances(OF_EACH_DEPLOYMENT),
                    process.threadCount(THREADS_OF_THE_APPLICATION),
                    process.heldHeapBytes() >> 20);
        }
    }
}
