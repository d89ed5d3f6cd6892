package dev.longhaul.it;

class PayaraTwoNodesIT extends TwoNodesContract {

    PayaraTwoNodesIT() {
        super(ServerKind.PAYARA);
    }
}
