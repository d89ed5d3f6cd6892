package dev.longhaul.it;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerUnderTest;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlyH2IT extends ApplicationContract {

    WildFlyH2IT(ServerUnderTest server) {
        super(server);
    }
}
