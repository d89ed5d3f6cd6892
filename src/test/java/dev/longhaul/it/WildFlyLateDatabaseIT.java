package dev.longhaul.it;

import dev.longhaul.launcher.ServerKind;

class WildFlyLateDatabaseIT extends LateDatabaseContract {

    WildFlyLateDatabaseIT() {
        super(ServerKind.WILDFLY);
    }
}
