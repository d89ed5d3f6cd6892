package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.EnvelopeFuzzTest;
import dev.longhaul.asyncstate.StateOptions;
import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.FuzzSeeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger can do who reaches the port of the cluster channel. */
class ChannelAttackTest {

    private static final int HALF_OPEN = 200;
    private static final Duration JOINED_WITHIN = Duration.ofSeconds(20);

    /** From the first silent connection. A channel that waited for each of them would take minutes. */
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

    /** Counts how often one was read from a stream. */
    static final class Marker implements Serializable {

        private static final long serialVersionUID = 1;
        private static final AtomicInteger READ = new AtomicInteger();

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            READ.incrementAndGet();
        }
    }

    /** A state that must reach the other node. */
    public record Attacked(long done) {}

    /** Collects what is logged under a name. */
    private static final class LogCapture extends Handler implements AutoCloseable {

        private final Logger logger;
        private final List<LogRecord> lines = new CopyOnWriteArrayList<>();

        LogCapture(String name) {
            this.logger = Logger.getLogger(name);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    @TempDir
    private static Path directory;

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(TestStates.schema());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        loops.close();
        cluster.close();
    }

    @Test
    void an_object_that_a_stranger_sends_is_not_read_even_when_the_channel_is_open() throws Exception {
        ClusterNode node = cluster.start("a");
        int before = Marker.READ.get();

        try (JChannel stranger =
                new JChannel(new ByteArrayInputStream(cluster.stackOfNext().getBytes(StandardCharsets.UTF_8)))) {
            stranger.connect(cluster.name());
            await().atMost(JOINED_WITHIN).until(() -> stranger.getView().size() == 2);
            stranger.send(new ObjectMessage(null, new Marker()));
            stranger.send(new ObjectMessage(stranger.getView().getMembers().get(0), new Marker()));
            Message bytes = new BytesMessage(null).setObject(new Marker());
            stranger.send(bytes);
            stranger.send(bytes.copy(true, true)
                    .setDest(stranger.getView().getMembers().get(0)));
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Marker.READ.get() == before);
        }

        assertThat(Marker.READ).hasValue(before);
        assertThat(node.isPresent(node.incarnation())).isTrue();
    }

    @Test
    void bytes_that_are_no_message_of_infinispan_are_reported_and_keep_no_node_from_its_peers() throws Exception {
        ClusterNode first = cluster.start("a");
        List<byte[]> seeds = FuzzSeeds.of(EnvelopeFuzzTest.class).toList();

        try (JChannel stranger = new JChannel(
                        new ByteArrayInputStream(cluster.stackOfNext().getBytes(StandardCharsets.UTF_8)));
                LogCapture log = new LogCapture("org.infinispan")) {
            stranger.connect(cluster.name());
            await().atMost(JOINED_WITHIN).until(() -> stranger.getView().size() == 2);
            for (byte[] seed : seeds) {
                stranger.send(new BytesMessage(stranger.getView().getMembers().get(0), seed));
            }
            await().atMost(JOINED_WITHIN).untilAsserted(() -> assertThat(log.lines)
                    .extracting(LogRecord::getThrown)
                    .hasAtLeastOneElementOfType(DateTimeException.class));
        }

        ClusterNode second = cluster.start("b");
        await().atMost(JOINED_WITHIN).until(() -> first.size() == 2 && second.size() == 2);
        AsyncState owner = TestStates.running(first, loops);
        AsyncState other = TestStates.running(second, loops);
        owner.create(new Attacked(1), "one", StateOptions.defaults());
        await().atMost(JOINED_WITHIN)
                .until(() -> other.find(Attacked.class, "one").isPresent());
    }

    @Test
    void the_filter_of_the_server_scripts_refuses_such_an_object_and_lets_collections_pass() throws Exception {
        String pattern = Files.readAllLines(Path.of("server-config/jvm.options")).stream()
                .filter(line -> line.startsWith("-Djdk.serialFilter="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        int before = Marker.READ.get();

        assertThat(read(new ArrayList<>(List.of("text", 1L)), pattern)).isEqualTo(List.of("text", 1L));
        assertThatThrownBy(() -> read(new ArrayList<>(List.of(new Marker())), pattern))
                .isInstanceOf(InvalidClassException.class);
        assertThat(Marker.READ).hasValue(before);
        read(new Marker(), "*");
        assertThat(Marker.READ).as("without the filter").hasValue(before + 1);
    }

    @Test
    void connections_that_stay_silent_or_stop_in_their_handshake_keep_no_node_from_joining() throws Exception {
        Optional<ClusterTls> key = Optional.of(TestKeys.tls(TestKeys.store(directory, "shared")));
        ClusterNode first = cluster.start("a", key);
        ClusterNode second = cluster.start("b", key);
        await().atMost(JOINED_WITHIN).until(() -> first.size() == 2 && second.size() == 2);
        byte[] hello = clientHello(key.orElseThrow());
        for (int port : cluster.portsOfStarted()) {
            openHalf(port, hello);
        }
        long begun = System.nanoTime();

        ClusterNode third = cluster.start("c", key);

        await().atMost(JOINED_WITHIN).until(() -> third.size() == 3 && first.size() == 3 && second.size() == 3);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        Figures.note("a node joined " + taken.toMillis() + " ms after " + sockets.size() + " half-open connections");
        assertThat(taken).isLessThan(STARTED_WITHIN);
        // longer than the failure detectors take: the heartbeats have gone on
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> third.size() == 3 && first.size() == 3 && second.size() == 3);
    }

    @Test
    void silent_connections_keep_no_node_from_joining_an_open_channel() throws Exception {
        ClusterNode first = cluster.start("a");
        long begun = System.nanoTime();
        for (int i = 0; i < HALF_OPEN; i++) {
            connect(cluster.portsOfStarted().get(0));
        }

        ClusterNode second = cluster.start("b");

        await().atMost(JOINED_WITHIN).until(() -> first.size() == 2 && second.size() == 2);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(STARTED_WITHIN);
    }

    private void openHalf(int port, byte[] hello) throws IOException {
        for (int i = 0; i < HALF_OPEN; i++) {
            Socket socket = connect(port);
            if (i % 2 == 0) {
                // the whole first message, and nothing after it
                socket.getOutputStream().write(hello);
            }
        }
    }

    // bounded: a server that does not accept them soon keeps later ones waiting for minutes
    private Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        return socket;
    }

    private static byte[] clientHello(ClusterTls key) throws SSLException {
        SSLEngine engine = key.context().createSSLEngine("127.0.0.1", 1);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        assertThat(engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        engine.wrap(ByteBuffer.allocate(0), out);
        out.flip();
        byte[] hello = new byte[out.remaining()];
        out.get(hello);
        return hello;
    }

    private static Object read(Object written, String pattern) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(written);
        }
        try (InputStream raw = new ByteArrayInputStream(bytes.toByteArray());
                ObjectInputStream in = new ObjectInputStream(raw)) {
            in.setObjectInputFilter(ObjectInputFilter.Config.createFilter(pattern));
            return in.readObject();
        }
    }
}
