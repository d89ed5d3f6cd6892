package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportCluster.Uninterrupted;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two import processes on a PostgreSQL that waits for its disk, shared by all tests about their faults: given to the
 * constructor of a class that is extended with {@link Shared}, and ended with the test run. How many records the
 * imported file has is the system property {@code longhaul.faults.records}.
 */
final class ImportNodes implements AutoCloseable {

    static final int RECORDS = Integer.getInteger("longhaul.faults.records", 4_000);
    static final int CHUNKS = RECORDS / ImportChunk.MAX_RECORDS;
    static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

    private final Path directory;
    private final ImportCluster cluster;
    private final Map<String, ImportNode> nodes = new HashMap<>();
    private final Map<String, ImportNode> spares = new HashMap<>();
    private final Uninterrupted expected;
    private EmbeddedPostgres postgresql;
    private Duration lease = DEFAULT_LEASE;

    /** Hands the nodes of this test run out. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ImportNodes.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(ImportNodes.class))
                    .getOrComputeIfAbsent(ImportNodes.class, key -> start(), ImportNodes.class);
        }
    }

    private static ImportNodes start() {
        try {
            return new ImportNodes();
        } catch (Exception failed) {
            throw new IllegalStateException("the nodes did not start", failed);
        }
    }

    private ImportNodes() throws Exception {
        directory = Files.createTempDirectory(Path.of("target"), "pg-").toAbsolutePath();
        postgresql = startPostgresql(0);
        cluster = new ImportCluster(postgresql.getJdbcUrl("postgres", "postgres"));
        ready(lease, 0);
        RunId id = cluster.accept(csv());
        cluster.awaitStatus(id, "SUCCEEDED");
        expected = cluster.left(id);
        assertThat(expected.products()).hasSizeGreaterThan(RECORDS / 2);
        assertThat(expected.rejects()).isNotEmpty();
        assertThat(expected.chunkCount()).isEqualTo(CHUNKS);
    }

    private EmbeddedPostgres startPostgresql(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // as every PostgreSQL has it that is not for tests: what is committed survives a crash
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /**
     * Both nodes are there and idle whatever the last test has left, have this lease, and take so much longer for each
     * chunk.
     */
    void ready(Duration newLease, int paceMillis) {
        if (!newLease.equals(lease)) {
            List.copyOf(nodes.values()).forEach(this::remove);
            spares.values().forEach(ImportNode::kill);
            spares.clear();
            lease = newLease;
        }
        cluster.with("longhaul.run.lease", lease.toSeconds() + "s");
        cluster.cancelAll();
        launch(1, 2).forEach(ImportNode::begin);
        nodes.values().forEach(node -> {
            node.thaw();
            node.order("free");
            node.order(ImportProcess.NO_CRASH);
            node.order("pace " + paceMillis);
            node.order("slow 0");
        });
    }

    /** Starts those of these numbers that are not there; they have joined, and begin when they are told. */
    List<ImportNode> launch(Integer... numbers) {
        List<ImportNode> launched = Stream.of(numbers)
                .filter(number -> !nodes.containsKey("node-" + number)
                        || !named("node-" + number).isAlive())
                .map(number ->
                        spares.containsKey("node-" + number) ? spares.remove("node-" + number) : cluster.launch(number))
                .toList();
        for (ImportNode node : launched) {
            node.awaitJoined();
            nodes.put(node.name(), node);
        }
        return launched;
    }

    /** Lets another process of its name get ready while the test goes on; the next test finds it. */
    void replace(ImportNode dead) {
        spares.put(dead.name(), cluster.launch(Integer.parseInt(dead.name().substring("node-".length()))));
    }

    ImportCluster cluster() {
        return cluster;
    }

    EmbeddedPostgres postgresql() {
        return postgresql;
    }

    ImportNode named(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    /** The one of the first two that this is not. */
    ImportNode other(ImportNode node) {
        return named(node.name().equals("node-1") ? "node-2" : "node-1");
    }

    /** Stops a node that the tests after this one shall not find. */
    void remove(ImportNode node) {
        node.kill();
        nodes.remove(node.name());
        Optional.ofNullable(spares.remove(node.name())).ifPresent(ImportNode::kill);
    }

    RunId accept() throws UploadRefusedException {
        return cluster.accept(csv());
    }

    RunId accept(ImportOptions options) throws UploadRefusedException {
        return cluster.accept(csv(), options);
    }

    /** The import has ended well, and left what one leaves that nothing has happened to. */
    void assertImported(RunId id) {
        cluster.awaitStatus(id, "SUCCEEDED");
        cluster.assertSameAs(expected, id);
    }

    /** The same, of an import that stopped in order: it may have committed a part of a chunk first. */
    void assertImportedInParts(RunId id) {
        cluster.awaitStatus(id, "SUCCEEDED");
        cluster.assertSameBut(expected, id, 1);
    }

    /** Ends PostgreSQL as {@code pg_ctl stop -m immediate} does, and starts it again. */
    void crashPostgresql() throws Exception {
        long postmaster = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip());
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster)).start().waitFor();
        ProcessHandle.of(postmaster)
                .ifPresent(process ->
                        process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        int port = postgresql.getPort();
        // gives up its lock on the directory
        postgresql.close();
        postgresql = startPostgresql(port);
    }

    @Override
    public void close() throws IOException {
        // nothing of them is looked at any more, and an orderly stop takes longer
        nodes.values().forEach(ImportNode::kill);
        spares.values().forEach(ImportNode::kill);
        postgresql.close();
    }

    /**
     * Products of two variants that are far from each other in the file, and a record that is rejected now and then.
     */
    static String csv() {
        StringBuilder text = new StringBuilder("handle,sku,name,price,quantity\n");
        for (int number = 1; number <= RECORDS; number++) {
            text.append("h")
                    .append(number % (RECORDS * 3 / 4))
                    .append(",s")
                    .append(number)
                    .append(",Product ");
            text.append(number % (RECORDS * 3 / 4))
                    .append(',')
                    .append(number % 97 == 0 ? "cheap" : number % 1_000 + ".50");
            text.append(',').append(number % 50).append('\n');
        }
        return text.toString();
    }
}
