package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.POSTGRESQL)
class PayaraPostgresqlIT extends ApplicationContract {

    PayaraPostgresqlIT(ServerUnderTest server) {
        super(server);
    }
}
