package dev.longhaul.it;

class WildFlyTwoNodesIT extends TwoNodesContract implements TwoNodesFaultContract {

    WildFlyTwoNodesIT() {
        super(ServerKind.WILDFLY);
    }
}
