package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.POSTGRESQL)
class PayaraPageIT extends PageContract {

    PayaraPageIT(ServerUnderTest server) {
        super(server);
    }
}
