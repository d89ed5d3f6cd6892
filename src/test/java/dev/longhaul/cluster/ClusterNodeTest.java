package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cluster.ClusterSettings.Peer;
import dev.longhaul.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterNodeTest {

    private final List<ClusterNode> nodes = new ArrayList<>();

    @AfterEach
    void leave() {
        nodes.forEach(ClusterNode::close);
    }

    @Test
    void a_node_without_peers_starts_at_once_and_stays_alone() {
        ClusterNode first = start(settings("a", List.of()));
        ClusterNode second = start(settings("b", List.of()));

        assertThat(first.isAlone()).isTrue();
        assertThat(first.size()).isEqualTo(1);
        assertThat(first.name()).isEqualTo("a");
        assertThat(first.isPresent(first.incarnation())).isTrue();
        assertThat(first.isPresent(second.incarnation())).isFalse();
    }

    @Test
    void a_node_that_starts_again_keeps_its_name_and_gets_a_new_incarnation() {
        ClusterNode before = start(settings("a", List.of()));
        before.close();
        ClusterNode after = start(settings("a", List.of()));

        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
    }

    @Test
    void two_nodes_over_tcp_see_each_other_come_and_go() throws IOException, InterruptedException {
        List<Peer> peers = List.of(freePeer(), freePeer());
        ClusterNode first = start(settings("a", peers, peers.get(0)));
        assertThat(first.size()).isEqualTo(1);
        Semaphore changes = new Semaphore(0);
        first.onViewChanged(() -> {
            throw new IllegalStateException("from a callback");
        });
        first.onViewChanged(changes::release);

        ClusterNode second = start(settings("b", peers, peers.get(1)));

        assertThat(changes.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> first.size() == 2);
        assertThat(first.isPresent(second.incarnation())).isTrue();
        assertThat(second.isPresent(first.incarnation())).isTrue();

        second.close();

        assertThat(changes.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !first.isPresent(second.incarnation()));
    }

    @Test
    void nodes_on_different_databases_never_form_one_cluster() throws IOException {
        UUID database = UUID.randomUUID();
        List<Peer> peers = List.of(freePeer(), freePeer(), freePeer());
        ClusterNode first = start(settings("a", peers, peers.get(0)).forDatabase(database));
        ClusterNode stranger = start(settings("b", peers, peers.get(1)).forDatabase(UUID.randomUUID()));

        // it finds the first one through the same list, and asks the stranger as well
        ClusterNode second = start(settings("c", peers, peers.get(2)).forDatabase(database));

        await().until(() -> first.size() == 2);
        assertThat(second.size()).isEqualTo(2);
        assertThat(stranger.size()).isEqualTo(1);
        assertThat(first.isPresent(stranger.incarnation())).isFalse();
    }

    @Test
    void a_second_node_of_the_same_name_is_refused() throws IOException {
        List<Peer> peers = List.of(freePeer(), freePeer());
        start(settings("a", peers, peers.get(0)));

        assertThatIllegalStateException()
                .isThrownBy(() -> start(settings("a", peers, peers.get(1))))
                .withMessageContaining("named a")
                .withMessageContaining("longhaul.node.name");
    }

    @Test
    void a_node_with_peers_and_without_a_key_does_not_start_whether_or_not_its_settings_were_validated() {
        ClusterSettings open = ClusterSettings.from(Settings.of(Map.of("longhaul.cluster.peers", "127.0.0.1:7800")));

        assertThatIllegalStateException()
                .isThrownBy(() -> ClusterNode.start(open, List.of()))
                .withMessageContaining("no key")
                .withMessageContaining("longhaul.cluster.keystore");
    }

    private ClusterNode start(ClusterSettings settings) {
        String stack = settings.isAlone() ? "" : ClusterNode.tcpStack(settings);
        ClusterNode node = ClusterNode.start(settings, stack, Duration.ofMillis(200), List.of());
        nodes.add(node);
        return node;
    }

    private static ClusterSettings settings(String name, List<Peer> peers) {
        return settings(name, peers, new Peer("127.0.0.1", 7_800));
    }

    private static ClusterSettings settings(String name, List<Peer> peers, Peer self) {
        return new ClusterSettings(
                name, "node-test", self.host(), self.port(), peers, Duration.ofSeconds(2), Optional.empty(), true);
    }

    private static Peer freePeer() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Peer("127.0.0.1", socket.getLocalPort());
        }
    }
}
