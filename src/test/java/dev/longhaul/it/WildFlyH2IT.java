package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlyH2IT extends ApplicationContract {

    WildFlyH2IT(ServerUnderTest server) {
        super(server);
    }
}
