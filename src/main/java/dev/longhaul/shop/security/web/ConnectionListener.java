package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.SecuritySettings;
import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Tells {@link ClientConnection} which proxies to believe, before the first request. A listener, because the server
 * asks the authentication mechanism before any filter, and shows some errors without asking it.
 */
public class ConnectionListener implements ServletContextListener {

    @Inject
    private SecuritySettings settings;

    /** @throws IllegalStateException if people reach the application under another path than it has */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        settings.requirePublicPath(event.getServletContext().getContextPath());
        ClientConnection.trust(event.getServletContext(), settings.proxies());
    }
}
