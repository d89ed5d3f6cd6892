package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.H2)
class PayaraH2IT extends ApplicationContract {

    PayaraH2IT(ServerUnderTest server) {
        super(server);
    }
}
