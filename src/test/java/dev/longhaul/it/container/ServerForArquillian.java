package dev.longhaul.it.container;

import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.it.server.SharedServers;
import dev.longhaul.launcher.ServerUnderTest;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has the server ready before Arquillian connects to it. Inside that server, where the test runs again, it does
 * nothing.
 */
final class ServerForArquillian implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        String launch = System.getProperty("arquillian.launch");
        if (launch != null) {
            OnThisSide.ready(context, launch);
        }
    }

    /** A class of its own, because the server does not have the classes that it needs. */
    private static final class OnThisSide {

        static void ready(ExtensionContext context, String launch) {
            ServerName name = ServerName.valueOf(launch.toUpperCase(Locale.ROOT) + "_POSTGRESQL");
            SharedServer shared = SharedServers.take(context, name);
            try {
                ServerUnderTest server = shared.ready();
                System.setProperty("arquillian.management.port", Integer.toString(server.managementPort()));
                System.setProperty("arquillian.management.password", server.administratorPassword());
            } finally {
                // the test classes of this execution run one after another
                shared.close();
            }
        }
    }
}
