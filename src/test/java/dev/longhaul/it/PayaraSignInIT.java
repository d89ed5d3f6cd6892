package dev.longhaul.it;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.POSTGRESQL)
class PayaraSignInIT extends SignInContract {

    PayaraSignInIT(ServerUnderTest server) {
        super(server);
    }
}
