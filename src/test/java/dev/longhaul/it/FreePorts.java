package dev.longhaul.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of 127.0.0.1 on which nothing listens now. */
final class FreePorts {

    private static final int IN_A_ROW = 3;

    private FreePorts() {}

    /** The first port of three in a row, so that builds of two checkouts can run beside each other. */
    static int between(int first, int last) {
        return IntStream.iterate(first, port -> port + IN_A_ROW <= last + 1, port -> port + IN_A_ROW)
                .filter(FreePorts::threeFrom)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no three free ports in a row between " + first + " and " + last + " of 127.0.0.1"));
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
