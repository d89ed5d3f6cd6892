package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.POSTGRESQL)
class WildFlyLeavingIT extends LeavingContract {

    WildFlyLeavingIT(ServerUnderTest server) {
        super(server);
    }
}
