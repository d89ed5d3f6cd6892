package dev.longhaul.it;

class WildFlyTwoNodesIT extends TwoNodesContract {

    WildFlyTwoNodesIT() {
        super(ServerKind.WILDFLY);
    }
}
