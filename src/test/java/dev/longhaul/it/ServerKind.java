package dev.longhaul.it;

/** The servers that Longhaul promises to run on. */
public enum ServerKind {
    WILDFLY(18080),
    PAYARA(18200);

    private final int firstPort;

    ServerKind(int firstPort) {
        this.firstPort = firstPort;
    }

    /** The first of this kind's ports; each server takes three in a row. */
    public int firstPort() {
        return firstPort;
    }

    public ServerUnderTest server(ServerOptions options) {
        return this == WILDFLY ? new WildFlyServer(options) : new PayaraServer(options);
    }
}
