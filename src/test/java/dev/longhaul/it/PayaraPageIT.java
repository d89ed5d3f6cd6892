package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.H2)
class PayaraPageIT extends PageContract {

    PayaraPageIT(ServerUnderTest server) {
        super(server);
    }
}
