package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlySignInIT extends SignInContract {

    WildFlySignInIT(ServerUnderTest server) {
        super(server);
    }
}
