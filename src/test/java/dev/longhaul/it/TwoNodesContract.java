package dev.longhaul.it;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Everything that two servers do together; started once for all of it. Each test leaves both of them up and joined. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodesContract
        implements TwoNodesImportContract,
                TwoNodesFaultContract,
                TwoNodesPageContract,
                TwoNodesStateContract,
                TwoNodesRedeployContract {

    private final TwoNodes nodes;

    TwoNodesContract(ServerKind kind) {
        nodes = TwoNodes.of(kind);
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
}
