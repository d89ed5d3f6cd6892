package dev.longhaul.it.server;

import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import dev.longhaul.launcher.ServerUnderTest;
import org.jspecify.annotations.Nullable;

/** A server for one test class at a time, started when the first class asks for it. */
public final class SharedServer implements AutoCloseable {

    private final ServerName name;
    private final Runnable giveBack;
    private @Nullable ServerUnderTest server;
    private @Nullable RuntimeException failure;

    SharedServer(ServerName name, Runnable giveBack) {
        this.name = name;
        this.giveBack = giveBack;
    }

    /**
     * The server, which is ready. One that another class left stopped is started again.
     *
     * @throws RuntimeException when it did not start; it is tried once
     */
    public ServerUnderTest ready() {
        if (failure != null) {
            throw failure;
        }
        try {
            ServerUnderTest current = server;
            if (current == null) {
                current = name.kind().server(options());
                server = current;
            }
            if (!current.process().isAlive()) {
                current.startAndAwaitReady();
            }
            return current;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private ServerOptions options() {
        ServerOptions options = name.abroad(
                        ServerOptions.of(name.toString(), name.kind().freePort(), FreshDatabases.of(name.database()))
                                .withJvmOptions(ServerOptions.SHORT_LIVED))
                // a password check is slow on purpose, and hundreds of these tests sign in
                .withProperty("longhaul.passwords.iterations", "10000")
                // proxies of the tests; other clients of this address send no such headers
                .withProperty("longhaul.proxy.trusted", "127.0.0.1");
        // how a client over HTTP/2 leaves is tested, though Payara is not to speak it in production
        return name.kind() == ServerKind.PAYARA ? options.withScript("http2") : options;
    }

    /** Lets the next class have it. JUnit calls this after the class, as the server is its argument. */
    @Override
    public void close() {
        giveBack.run();
    }

    /** Asks the process to end, and does not wait for that. */
    void terminate() {
        if (server != null) {
            server.process().resume();
            server.process().terminate();
        }
    }

    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
