package dev.longhaul.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.protostream.SerializationContextInitializer;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;

/**
 * This node, started: its name, its incarnation, its peers, and the maps that it shares with them. In a container this
 * is a bean already; in plain Java {@link #start} makes it and {@link #close} ends it.
 *
 * <p>Safe for any number of threads. Answers about peers come from this node's view: a peer that was killed stays in it
 * for about a second, one that is frozen or cut off for up to eight.
 */
public final class ClusterNode implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ClusterNode.class.getName());

    /** Longer than any failure detector of the stack takes. */
    private static final Duration LEAVING = Duration.ofSeconds(12);

    private final NodeId id;
    private final boolean alone;
    private final Duration remoteTimeout;
    private final EmbeddedCacheManager manager;
    private final ClusterView view;

    private ClusterNode(ClusterSettings settings, boolean alone, EmbeddedCacheManager manager) {
        this.alone = alone;
        this.remoteTimeout = settings.remoteTimeout();
        this.manager = manager;
        String incarnation = alone ? UUID.randomUUID().toString() : ClusterView.incarnationOf(manager);
        this.id = new NodeId(settings.nodeName(), incarnation);
        this.view = new ClusterView(manager, id);
    }

    /**
     * Starts this node. Without peers it starts at once. With peers it joins those that it reaches; otherwise it starts
     * on its own after about half a second and merges later.
     *
     * @param formats of all entries that the maps of this application hold
     * @throws IllegalStateException when there are peers, no key and no setting that allows this
     * @throws RuntimeException when the address or port cannot be used
     */
    public static ClusterNode start(ClusterSettings settings, List<EntryFormat> formats) {
        if (settings.lacksKey()) {
            // in plain Java the settings may not have been validated
            throw new IllegalStateException("node " + settings.nodeName()
                    + " has peers and no key: every program that reaches port " + settings.port() + " of "
                    + settings.bindAddress() + " could join (setting `longhaul.cluster.keystore`)");
        }
        return start(settings, settings.isAlone() ? "" : tcpStack(settings), LEAVING, formats);
    }

    /**
     * Starts with a JGroups stack given as text, empty for none, and a time for an earlier node of its name to leave.
     */
    static ClusterNode start(ClusterSettings settings, String stack, Duration leaving, List<EntryFormat> formats) {
        GlobalConfigurationBuilder global = new GlobalConfigurationBuilder();
        boolean alone = stack.isEmpty();
        if (alone) {
            global.nonClusteredDefault();
        } else {
            global.clusteredDefault();
            global.transport()
                    .clusterName(settings.clusterName())
                    .nodeName(settings.nodeName())
                    .initialClusterSize(1)
                    .distributedSyncTimeout(settings.remoteTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .addProperty(JGroupsTransport.CONFIGURATION_XML, stack)
                    .addProperty(JGroupsTransport.SOCKET_FACTORY, ChannelSockets.of(settings.tls()));
            WireMessages.refuseObjects();
        }
        global.classLoader(ClusterNode.class.getClassLoader());
        for (EntryFormat format : formats) {
            global.serialization().addContextInitializer((SerializationContextInitializer) format);
        }
        // the container owns the life of the application, and two of them in one server must not share names in JMX
        global.jmx().disable();
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        EmbeddedCacheManager manager = new DefaultCacheManager(global.build());
        ClusterNode node = new ClusterNode(settings, alone, manager);
        if (!alone) {
            node.view.watch();
            node.requireOnlyOneOfItsName(leaving);
        }
        LOG.log(
                Level.INFO,
                "node {0} is {1}",
                node.id,
                alone ? "alone and opens no port" : "one of " + node.view.present());
        return node;
    }

    static String tcpStack(ClusterSettings settings) {
        String peers = settings.peers().stream()
                .map(peer -> peer.host() + "[" + peer.port() + "]")
                .collect(Collectors.joining(","));
        try (InputStream file = Objects.requireNonNull(
                ClusterNode.class.getResourceAsStream("longhaul-jgroups.xml"), "longhaul-jgroups.xml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@bind-address@", settings.bindAddress())
                    .replace("@port@", Integer.toString(settings.port()))
                    .replace("@peers@", peers);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Name and incarnation of this start. */
    public NodeId id() {
        return id;
    }

    /** Name of this node, the same after a restart. */
    public String name() {
        return id.name();
    }

    /** Random id of this start. */
    public String incarnation() {
        return id.incarnation();
    }

    /** Whether this node was started without peers: it has no transport, and no other node can ever join it. */
    public boolean isAlone() {
        return alone;
    }

    /** Whether the node with this incarnation is in this node's view now; true for this node itself. */
    public boolean isPresent(String incarnation) {
        return view.present().contains(incarnation);
    }

    /** How many nodes are in this node's view, itself included. */
    public int size() {
        return view.present().size();
    }

    /**
     * Calls back after each change of the view, a merge included, on a thread of the cluster: the callback must only
     * hand over.
     */
    public void onViewChanged(Runnable callback) {
        view.onChanged(callback);
    }

    /** Opens a map that is shared with all nodes of the cluster. Once for each name on a node. */
    public <V> ReplicatedMap<V> openMap(ReplicatedMap.Rules<V> rules) {
        return alone ? ReplicatedMap.local(manager, rules) : ReplicatedMap.replicated(manager, rules, remoteTimeout);
    }

    EmbeddedCacheManager cacheManager() {
        return manager;
    }

    /** Leaves the cluster and frees the port. Harmless a second time. */
    @Override
    public void close() {
        manager.stop();
    }

    // Work left by an earlier start of this node is found by the node's name. Two nodes of one name would take it from
    // each other. An earlier start that was killed may stay in the view for some seconds, so this waits before it
    // refuses.
    private void requireOnlyOneOfItsName(Duration leaving) {
        if (!view.awaitOnlyOneOfItsName(leaving)) {
            close();
            throw new IllegalStateException("another node named " + id.name()
                    + " is in the cluster: give each its own name (setting `longhaul.node.name`)");
        }
    }
}
