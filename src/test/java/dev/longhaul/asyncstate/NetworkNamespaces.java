package dev.longhaul.asyncstate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Hosts of a test: each a network namespace of this machine, joined by a bridge in one more. Needs the command
 * {@code ip} and the right to use it. Cutting a host off takes its link down at the bridge, so neither side is told.
 */
final class NetworkNamespaces implements AutoCloseable {

    private static final String PREFIX = "lh" + ProcessHandle.current().pid();
    private static final String BRIDGE = PREFIX + "b";

    private final List<String> made = new ArrayList<>();

    /** Why they cannot be used here; empty when they can. */
    static Optional<String> missing() {
        try {
            String probe = PREFIX + "p";
            run("ip", "netns", "add", probe);
            run("ip", "netns", "del", probe);
            return Optional.empty();
        } catch (IllegalStateException | UncheckedIOException refused) {
            return Optional.of("network namespaces cannot be made here: " + refused.getMessage());
        }
    }

    /** So many hosts, numbered from 1. */
    static NetworkNamespaces of(int hosts) {
        NetworkNamespaces all = new NetworkNamespaces();
        try {
            all.add(BRIDGE);
            run("ip", "-n", BRIDGE, "link", "add", "br0", "type", "bridge");
            run("ip", "-n", BRIDGE, "link", "set", "br0", "up");
            for (int host = 1; host <= hosts; host++) {
                all.addHost(host);
            }
            return all;
        } catch (IllegalStateException refused) {
            all.close();
            throw refused;
        }
    }

    private void addHost(int host) {
        String name = name(host);
        add(name);
        String[] veth = {"ip", "link", "add", name, "type", "veth", "peer", "name", name + "v"};
        run(veth);
        run("ip", "link", "set", name, "netns", name);
        run("ip", "link", "set", name + "v", "netns", BRIDGE);
        run("ip", "-n", BRIDGE, "link", "set", name + "v", "master", "br0", "up");
        run("ip", "-n", name, "addr", "add", address(host) + "/24", "dev", name);
        run("ip", "-n", name, "link", "set", name, "up");
        run("ip", "-n", name, "link", "set", "lo", "up");
    }

    private void add(String name) {
        run("ip", "netns", "add", name);
        made.add(name);
    }

    private static String name(int host) {
        return PREFIX + host;
    }

    static String address(int host) {
        return "10.77.7." + host;
    }

    /** The words that make a command run on a host. */
    static List<String> on(int host) {
        return List.of("ip", "netns", "exec", name(host));
    }

    void cutOff(int host) {
        run("ip", "-n", BRIDGE, "link", "set", name(host) + "v", "down");
    }

    void heal(int host) {
        run("ip", "-n", BRIDGE, "link", "set", name(host) + "v", "up");
    }

    @Override
    public void close() {
        made.forEach(name -> run("ip", "netns", "del", name));
        made.clear();
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said.strip());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
