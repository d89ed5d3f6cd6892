package dev.longhaul.it;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerUnderTest;

@OnServer(value = ServerKind.PAYARA, database = ServerDatabase.Kind.H2)
class PayaraH2IT extends ApplicationContract {

    PayaraH2IT(ServerUnderTest server) {
        super(server);
    }
}
