package dev.longhaul.it;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerUnderTest;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.POSTGRESQL)
class WildFlyPostgresqlIT extends ApplicationContract {

    WildFlyPostgresqlIT(ServerUnderTest server) {
        super(server);
    }
}
