package dev.longhaul.it.cluster;

import dev.longhaul.it.server.FreshDatabases;
import dev.longhaul.it.server.OnEachKind;
import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import dev.longhaul.launcher.TwoNodes;
import java.util.Locale;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * What two servers do together, and what one does when the other fails. They are started once for all of it; each test
 * leaves both of them up and joined.
 */
@OnEachKind(payaraOnDemand = "longhaul.it.payara-pair")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before each kind
class TwoNodesIT
        implements TwoNodesImportContract,
                TwoNodesPageContract,
                TwoNodesStateContract,
                TwoNodesRedeployContract,
                TwoNodesFaultContract {

    @Parameter
    ServerKind kind;

    private TwoNodes nodes;

    @BeforeParameterizedClassInvocation
    void start() {
        nodes = nodesOf(kind);
        nodes.startAndAwaitJoined();
        awaitDeployed();
    }

    @AfterParameterizedClassInvocation
    void end() {
        nodes.close();
    }

    @Override
    public TwoNodes nodes() {
        return nodes;
    }

    /** On a new database, with the example application beside Longhaul. */
    private static TwoNodes nodesOf(ServerKind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        int examplePort = kind.freeClusterPort(4) + 2;
        return TwoNodes.of(
                kind,
                name,
                kind.freePorts(2),
                FreshDatabases.postgresql(),
                BuildPaths.workOf(name + "-nodes-data"),
                (number, options) -> options.withJvmOptions(ServerOptions.SHORT_LIVED)
                        .withApplication(ExampleApplication.write(
                                BuildPaths.workOf(name + "-example-" + number).resolve("example.war"),
                                kind,
                                number,
                                examplePort)));
    }
}
