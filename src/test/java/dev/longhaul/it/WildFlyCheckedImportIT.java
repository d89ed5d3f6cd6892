package dev.longhaul.it;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerUnderTest;

@OnServer(value = ServerKind.WILDFLY, database = ServerDatabase.Kind.H2)
class WildFlyCheckedImportIT extends CheckedImportContract {

    WildFlyCheckedImportIT(ServerUnderTest server) {
        super(server);
    }
}
