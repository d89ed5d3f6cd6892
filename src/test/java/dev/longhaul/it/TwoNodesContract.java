package dev.longhaul.it;

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
