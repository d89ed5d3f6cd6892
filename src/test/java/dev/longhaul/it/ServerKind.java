package dev.longhaul.it;

/** The servers that Longhaul promises to run on. */
public enum ServerKind {
    WILDFLY(18080, 18199),
    PAYARA(18200, 18399);

    private final int firstPort;
    private final int lastPort;

    ServerKind(int firstPort, int lastPort) {
        this.firstPort = firstPort;
        this.lastPort = lastPort;
    }

    /** The first of three free ports in a row, for one server; start it before asking for the next. */
    public int freePort() {
        return FreePorts.between(firstPort, lastPort);
    }

    public ServerUnderTest server(ServerOptions options) {
        return this == WILDFLY ? new WildFlyServer(options) : new PayaraServer(options);
    }
}
