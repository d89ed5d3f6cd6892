package dev.longhaul.it;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * On demand, to keep the build short: what is killed and frozen there does not depend on the server, and the pair of WildFly
 * shows it in each build.
 */
@EnabledIfSystemProperty(named = "longhaul.it.payara-faults", matches = "true")
class PayaraTwoNodesFaultIT extends TwoNodesContract implements TwoNodesFaultContract {

    PayaraTwoNodesFaultIT() {
        super(ServerKind.PAYARA);
    }
}
