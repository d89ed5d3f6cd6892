package dev.longhaul.it;

import dev.longhaul.launcher.ServerKind;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On demand: what waits is the same code as on WildFly, and one more start of Payara would make each build longer. */
@EnabledIfSystemProperty(named = "longhaul.it.payara-late", matches = "true")
class PayaraLateDatabaseIT extends LateDatabaseContract {

    PayaraLateDatabaseIT() {
        super(ServerKind.PAYARA);
    }
}
