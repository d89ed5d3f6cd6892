package dev.longhaul.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Two servers of one kind on one machine, with one PostgreSQL and one directory for the first administrator's password
 * and the cluster's key. They start at the same time on an empty database, as a deployer's do.
 */
public final class TwoNodes implements AutoCloseable {

    /** Of Longhaul; the example beside it has a cluster of its own. */
    private static final Pattern VIEW =
            Pattern.compile("(?:the view of node node-\\d is now|NodeId\\[name=node-\\d, [^]]*] is one of) (\\[.*?])");

    private final List<ServerUnderTest> nodes;

    private TwoNodes(List<ServerUnderTest> nodes) {
        this.nodes = nodes;
    }

    /**
     * Not started yet.
     *
     * @param name what the servers are called before their number
     * @param httpPorts the first of three ports in a row, for each
     */
    static TwoNodes of(
            ServerKind kind, String name, List<Integer> httpPorts, ServerDatabase database, Path dataDirectory) {
        return of(kind, name, httpPorts, database, dataDirectory, (number, options) -> options);
    }

    /**
     * Not started yet.
     *
     * @param name what the servers are called before their number
     * @param httpPorts the first of three ports in a row, for each
     * @param configure adds to the options of a node, whose number is 1 or 2
     */
    public static TwoNodes of(
            ServerKind kind,
            String name,
            List<Integer> httpPorts,
            ServerDatabase database,
            Path dataDirectory,
            BiFunction<Integer, ServerOptions, ServerOptions> configure) {
        int clusterPort = kind.freeClusterPort(2);
        ClusterKey key = ClusterKey.in(dataDirectory);
        String peers = "127.0.0.1:" + clusterPort + ",127.0.0.1:" + (clusterPort + 1);
        return new TwoNodes(IntStream.range(0, 2)
                .mapToObj(index -> configure.apply(
                        index + 1,
                        key.giveTo(ServerOptions.of(name + "-node-" + (index + 1), httpPorts.get(index), database))
                                .withDataDirectory(dataDirectory)
                                // what only soft references hold is to go at once, or no leak could be told
                                .withJvmOptions("-XX:SoftRefLRUPolicyMSPerMB=0")
                                .withProperty("longhaul.node.name", "node-" + (index + 1))
                                .withProperty("longhaul.cluster.port", Integer.toString(clusterPort + index))
                                .withProperty("longhaul.cluster.peers", peers)))
                .map(kind::server)
                .toList());
    }

    public List<ServerUnderTest> all() {
        return nodes;
    }

    /** The node that works, {@code node-1}. */
    public ServerUnderTest a() {
        return nodes.get(0);
    }

    /** The node that looks on, {@code node-2}. */
    public ServerUnderTest b() {
        return nodes.get(1);
    }

    public void startAndAwaitJoined() {
        nodes.forEach(ServerUnderTest::start);
        nodes.forEach(ServerUnderTest::awaitReady);
        awaitJoined();
    }

    /** Waits until each node has the other in its view. */
    public void awaitJoined() {
        Awaitility.await("both nodes in one view")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .until(() -> seesBoth(a()) && seesBoth(b()));
    }

    private static boolean seesBoth(ServerUnderTest node) throws IOException {
        return VIEW.matcher(Files.readString(node.logFile()))
                .results()
                .map(view -> view.group(1))
                .reduce((before, view) -> view)
                .filter(view -> view.split(",", -1).length == 2)
                .isPresent();
    }

    @Override
    public void close() {
        nodes.forEach(node -> {
            node.process().resume();
            node.process().terminate();
        });
        nodes.forEach(ServerUnderTest::close);
    }
}
