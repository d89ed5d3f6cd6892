package dev.longhaul.it;

import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.TwoNodes;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * What two servers do together; started once for all of it. Each test leaves both of them up and joined. What they do
 * when one fails is {@link TwoNodesFaultContract}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodesContract
        implements TwoNodesImportContract, TwoNodesPageContract, TwoNodesStateContract, TwoNodesRedeployContract {

    private final TwoNodes nodes;

    TwoNodesContract(ServerKind kind) {
        nodes = nodesOf(kind);
    }

    @BeforeAll
    void start() {
        nodes.startAndAwaitJoined();
        awaitDeployed();
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Override
    public final TwoNodes nodes() {
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
                (number, options) -> options.withApplication(ExampleApplication.write(
                        BuildPaths.workOf(name + "-example-" + number).resolve("example.war"),
                        kind,
                        number,
                        examplePort)));
    }
}
