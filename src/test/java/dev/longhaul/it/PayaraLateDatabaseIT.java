package dev.longhaul.it;

class PayaraLateDatabaseIT extends LateDatabaseContract {

    PayaraLateDatabaseIT() {
        super(ServerKind.PAYARA);
    }
}
