package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlyLeavingIT extends LeavingContract {

    WildFlyLeavingIT(ServerUnderTest server) {
        super(server);
    }
}
