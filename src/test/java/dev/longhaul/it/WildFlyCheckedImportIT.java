package dev.longhaul.it;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlyCheckedImportIT extends CheckedImportContract {

    WildFlyCheckedImportIT(ServerUnderTest server) {
        super(server);
    }
}
