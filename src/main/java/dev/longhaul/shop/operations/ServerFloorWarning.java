package dev.longhaul.shop.operations;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;

/** Logs one warning at start if the server has holes that only a proxy in front of it can cover. */
@WebListener
public class ServerFloorWarning implements ServletContextListener {

    private static final System.Logger LOG = System.getLogger(ServerFloorWarning.class.getName());

    @Override
    public void contextInitialized(ServletContextEvent event) {
        String shortfalls = ServerFloor.shortfalls(event.getServletContext().getServerInfo())
                .collect(joining("; "));
        if (!shortfalls.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "this server is below the safe floor: {0}. Update it, or let it be reached only through a proxy that"
                            + " refuses malformed requests and does not pass on Upgrade, see docs/security.md",
                    shortfalls);
        }
    }
}
