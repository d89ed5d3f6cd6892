package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.POSTGRESQL)
class PayaraLeavingIT extends LeavingContract {

    PayaraLeavingIT(ServerUnderTest server) {
        super(server);
    }
}
