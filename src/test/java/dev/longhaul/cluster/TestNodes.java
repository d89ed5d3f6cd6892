package dev.longhaul.cluster;

import dev.longhaul.cluster.ClusterSettings.Peer;
import dev.longhaul.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;

/**
 * Single nodes over TCP, with the stack that the application uses, for tests that start each in a process of its own.
 */
public final class TestNodes {

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 30_000;
    private static final int STEP = 101;
    // two builds on one machine begin at different places
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 7_919));

    private TestNodes() {}

    /**
     * A node that listens on this address and port.
     *
     * @param peers such as {@code 127.0.0.1:7800,127.0.0.1:7900}
     */
    public static ClusterNode start(String name, String address, int port, String peers, EntryFormat format) {
        List<Peer> all = Arrays.stream(peers.split(",", -1))
                .map(peer -> peer.split(":", 2))
                .map(parts -> new Peer(parts[0], Integer.parseInt(parts[1])))
                .toList();
        ClusterSettings settings =
                new ClusterSettings(name, "test", address, port, all, Duration.ofSeconds(2), tls(), true);
        return ClusterNode.start(settings, List.of(format));
    }

    /** A replicated cache without anything around it, for comparison: its puts wait for the other nodes. */
    public static Cache<String, String> rawCache(ClusterNode node) {
        ConfigurationBuilder configuration = new ConfigurationBuilder();
        configuration.clustering().cacheMode(CacheMode.REPL_SYNC);
        configuration.encoding().mediaType("application/x-java-object");
        return node.cacheManager().createCache("raw", configuration.build());
    }

    /** A map of the node without its rules, as a faulty peer sees it. */
    public static Cache<Object, Object> map(ClusterNode node, String name) {
        return node.cacheManager().getCache(name);
    }

    // so that tests of processes can be run over TLS, too
    private static Optional<ClusterTls> tls() {
        return ClusterTls.from(new Settings(key -> Optional.ofNullable(System.getProperty(key))));
    }

    /**
     * A port of the loopback address that is free, below those that the system gives to outgoing connections, so that
     * none of them takes it before the node does.
     */
    public static int freePort() {
        int port = next();
        while (!isFree(port)) {
            port = next();
        }
        return port;
    }

    private static int next() {
        return LOWEST + Math.floorMod(NEXT.getAndAdd(STEP), HIGHEST - LOWEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
