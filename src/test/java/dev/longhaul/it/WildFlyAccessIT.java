package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlyAccessIT extends AccessContract {

    WildFlyAccessIT(ServerUnderTest server) {
        super(server);
    }
}
