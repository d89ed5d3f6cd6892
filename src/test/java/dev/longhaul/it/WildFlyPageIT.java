package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlyPageIT extends PageContract {

    WildFlyPageIT(ServerUnderTest server) {
        super(server);
    }
}
