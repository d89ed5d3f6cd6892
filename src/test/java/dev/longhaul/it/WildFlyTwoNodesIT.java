package dev.longhaul.it;

import dev.longhaul.launcher.ServerKind;

class WildFlyTwoNodesIT extends TwoNodesContract implements TwoNodesFaultContract {

    WildFlyTwoNodesIT() {
        super(ServerKind.WILDFLY);
    }
}
