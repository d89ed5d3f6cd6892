package dev.longhaul.it;

import dev.longhaul.launcher.ServerKind;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On demand, to keep the build within its time; the pair of WildFly does the same in each build. */
@EnabledIfSystemProperty(named = "longhaul.it.payara-pair", matches = "true")
class PayaraTwoNodesIT extends TwoNodesContract implements TwoNodesFaultContract {

    PayaraTwoNodesIT() {
        super(ServerKind.PAYARA);
    }
}
