package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.POSTGRESQL)
class WildFlyPostgresqlIT extends ApplicationContract {

    WildFlyPostgresqlIT(ServerUnderTest server) {
        super(server);
    }
}
