package dev.longhaul.it;

class WildFlyLateDatabaseIT extends LateDatabaseContract {

    WildFlyLateDatabaseIT() {
        super(ServerKind.WILDFLY);
    }
}
