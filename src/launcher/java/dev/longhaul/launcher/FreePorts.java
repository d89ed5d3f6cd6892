package dev.longhaul.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Ports of 127.0.0.1 on which nothing listens now. */
public final class FreePorts {

    private static final int IN_A_ROW = 3;
    private static final int CLUSTER_PORTS = 25;

    /** The ports that were given out already: a server takes seconds until it listens on its own. */
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    /** The first port of three in a row, so that builds of two checkouts can run beside each other. */
    public static int between(int first, int last) {
        return between(first, last, 1).get(0);
    }

    /** As {@link #between(int, int)}, several times three in a row. */
    public static synchronized List<Integer> between(int first, int last, int count) {
        List<Integer> found = IntStream.iterate(first, port -> port + IN_A_ROW <= last + 1, port -> port + IN_A_ROW)
                .filter(port -> !GIVEN.contains(port) && threeFrom(port))
                .limit(count)
                .boxed()
                .toList();
        if (found.size() < count) {
            throw new IllegalStateException(count + " times three free ports in a row are not to be found between "
                    + first + " and " + last + " of 127.0.0.1");
        }
        GIVEN.addAll(found);
        return found;
    }

    /** The first of as many ports in a row as there are nodes, all of them free. */
    public static synchronized int forCluster(int firstPort, int nodes) {
        int found = IntStream.iterate(firstPort, port -> port < firstPort + CLUSTER_PORTS, port -> port + nodes)
                .filter(first ->
                        IntStream.range(first, first + nodes).allMatch(port -> !GIVEN.contains(port) && isFree(port)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports for a cluster from " + firstPort));
        IntStream.range(found, found + nodes).forEach(GIVEN::add);
        return found;
    }

    static boolean threeFrom(int first) {
        return IntStream.range(first, first + IN_A_ROW).allMatch(FreePorts::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // what the closed connections of an ended server still hold is free
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
