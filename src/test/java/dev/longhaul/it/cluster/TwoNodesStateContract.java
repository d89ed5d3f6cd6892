package dev.longhaul.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.launcher.TwoNodes;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An application of a developer's own, with the library in it, on two servers. */
interface TwoNodesStateContract {

    TwoNodes nodes();

    @Test
    default void a_developers_own_work_is_read_and_cancelled_on_the_other_node() {
        Caller onA = example(nodes().a());
        Caller onB = example(nodes().b());
        awaitDeployed();
        assertThat(onA.post("/import/start", "", "").statusCode()).isEqualTo(202);

        Awaitility.await().until(() -> done(onB) > 0);
        long seen = done(onB);
        Awaitility.await().until(() -> done(onB) > seen);
        assertThat(onB.get("/import/").body()).contains("of 100000 records of autumn.csv", "not cancelled");

        assertThat(onB.post("/import/cancel?by=anna", "", "").statusCode()).isEqualTo(202);
        Awaitility.await().until(() -> !onB.get("/import/").body().contains("REQUESTED"));
        for (Caller node : new Caller[] {onA, onB}) {
            assertThat(node.get("/import/").body())
                    .containsPattern(
                            "(DELIVERED|OBSERVED|ENDED), USER: no longer needed \\(by anna, on example-2, at 20\\S+Z\\)");
        }
        Awaitility.await().until(() -> done(onB) == done(onA));
        assertThat(done(onA)).isBetween(seen, 99_999L);
    }

    /**
     * Waits for the example on both nodes: a server deploys it beside Longhaul, whose health says nothing about it.
     * Payara closes archives under pages that are compiled while it deploys another application.
     */
    default void awaitDeployed() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> nodes().all().stream()
                .allMatch(node -> example(node).get("/import/").statusCode() == 200));
    }

    private static Caller example(ServerUnderTest node) {
        return Caller.at(node.baseUri().resolve("../example/"), HttpClient.newHttpClient());
    }

    private static long done(Caller node) {
        Matcher count = Pattern.compile("(\\d+) of \\d+ records")
                .matcher(node.get("/import/").body());
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
