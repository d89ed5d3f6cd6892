package dev.longhaul.launcher;

import java.util.List;

/** The servers that Longhaul promises to run on. */
public enum ServerKind {
    WILDFLY(18080, 18199, 18400),
    PAYARA(18200, 18399, 18450);

    private static final int PORTS_OF_SEVERAL = 49;

    private final int firstPort;
    private final int lastPort;
    private final int firstPortOfSeveral;

    ServerKind(int firstPort, int lastPort, int firstPortOfSeveral) {
        this.firstPort = firstPort;
        this.lastPort = lastPort;
        this.firstPortOfSeveral = firstPortOfSeveral;
    }

    /** The first of three free ports in a row, for one server; start it before asking for the next. */
    public int freePort() {
        return FreePorts.between(firstPort, lastPort);
    }

    /**
     * As {@link #freePort()}, for several servers that start together, which takes a while; so they are not among those
     * that another build looks for meanwhile.
     */
    public List<Integer> freePorts(int servers) {
        return FreePorts.between(firstPortOfSeveral, firstPortOfSeveral + PORTS_OF_SEVERAL, servers);
    }

    /** The first of as many ports in a row as there are nodes, for their cluster channels. */
    public int freeClusterPort(int nodes) {
        return FreePorts.forCluster(this == WILDFLY ? 17_800 : 17_825, nodes);
    }

    public ServerUnderTest server(ServerOptions options) {
        return this == WILDFLY ? new WildFlyServer(options) : new PayaraServer(options);
    }
}
