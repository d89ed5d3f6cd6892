package dev.longhaul.cluster;

import dev.longhaul.cluster.ClusterSettings.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.remoting.transport.Transport;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;

/** Several nodes of one cluster inside this JVM, without any network or over TCP; may be split and healed. */
public final class LoopbackCluster implements AutoCloseable {

    private static final String STACK = """
            <config xmlns="urn:org:jgroups">
              <SHARED_LOOPBACK bind_addr="127.0.0.1" bind_port="0" bundler_type="no-bundler"/>
              <SHARED_LOOPBACK_PING/>
              <MERGE3 min_interval="500" max_interval="1500"/>
              <FD_ALL3 timeout="2000" interval="400"/>
              <VERIFY_SUSPECT2 timeout="200"/>
              <pbcast.NAKACK2 use_mcast_xmit="false" xmit_interval="100"/>
              <UNICAST3 xmit_interval="100"/>
              <pbcast.STABLE/>
              <pbcast.GMS print_local_addr="false" join_timeout="200"/>
              <UFC/><MFC/><FRAG4/>
            </config>
            """;

    private final String clusterName = "test-" + UUID.randomUUID();
    private final EntryFormat format;
    private final List<Integer> ports;
    private final List<ClusterNode> nodes = new ArrayList<>();

    public LoopbackCluster(EntryFormat format) {
        this(format, List.of());
    }

    private LoopbackCluster(EntryFormat format, List<Integer> ports) {
        this.format = format;
        this.ports = ports;
    }

    /** With the stack that the application uses, on ports of the loopback address; for up to six nodes. */
    public static LoopbackCluster overTcp(EntryFormat format) {
        return new LoopbackCluster(
                format,
                IntStream.range(0, 6).map(i -> TestNodes.freePort()).boxed().toList());
    }

    /** Starts one more node; it has joined when this returns. */
    public ClusterNode start(String name) {
        return start(name, Optional.empty());
    }

    /** As {@link #start(String)} over TCP, where one that may not join is alone after this. */
    ClusterNode start(String name, Optional<ClusterTls> tls) {
        ClusterSettings settings = settings(name, tls);
        ClusterNode node = ports.isEmpty()
                ? ClusterNode.start(settings, STACK, Duration.ofSeconds(10), List.of(format))
                : ClusterNode.start(settings, List.of(format));
        nodes.add(node);
        return node;
    }

    String name() {
        return clusterName;
    }

    /** The ports of the nodes that were started. */
    List<Integer> portsOfStarted() {
        return ports.subList(0, nodes.size());
    }

    /** The stack of the node that would be started next, for one that is no node of ours. */
    String stackOfNext() {
        return ClusterNode.tcpStack(settings("stranger", Optional.empty()));
    }

    private ClusterSettings settings(String name, Optional<ClusterTls> tls) {
        List<Peer> peers =
                ports.stream().map(port -> new Peer("127.0.0.1", port)).toList();
        int port = ports.isEmpty() ? 1 : ports.get(nodes.size());
        return new ClusterSettings(name, clusterName, "127.0.0.1", port, peers, Duration.ofSeconds(2), tls, true);
    }

    /** All that were started, in that order. */
    public List<ClusterNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Lets nothing in or out of the node any more; the others notice after the failure detector's time. */
    public void cutOff(ClusterNode node) throws Exception {
        DISCARD discard = new DISCARD();
        discard.discardAll(true);
        stack(node).insertProtocol(discard, ProtocolStack.Position.ABOVE, TP.class);
    }

    /** Undoes {@link #cutOff}; the merge follows soon after. */
    public void heal(ClusterNode node) {
        stack(node).removeProtocol(DISCARD.class);
    }

    private static ProtocolStack stack(ClusterNode node) {
        Transport transport = GlobalComponentRegistry.componentOf(node.cacheManager(), Transport.class);
        return ((JGroupsTransport) transport).getChannel().getProtocolStack();
    }

    @Override
    public void close() {
        nodes.forEach(ClusterNode::close);
    }
}
