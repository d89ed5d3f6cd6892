package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.POSTGRESQL)
class PayaraAccessIT extends AccessContract {

    PayaraAccessIT(ServerUnderTest server) {
        super(server);
    }
}
