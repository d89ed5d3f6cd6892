package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.H2)
class PayaraLeavingIT extends LeavingContract {

    PayaraLeavingIT(ServerUnderTest server) {
        super(server);
    }
}
