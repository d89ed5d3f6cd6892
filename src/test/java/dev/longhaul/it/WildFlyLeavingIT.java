package dev.longhaul.it;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerUnderTest;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.POSTGRESQL)
class WildFlyLeavingIT extends LeavingContract {

    WildFlyLeavingIT(ServerUnderTest server) {
        super(server);
    }
}
