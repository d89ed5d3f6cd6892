package dev.longhaul.shop.security;

import dev.longhaul.lifecycle.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Ends the start on a WildFly that lacks the security domain which {@code jboss-web.xml} names.
 *
 * <p>WildFly deploys such an application all the same and then applies no constraint at all, so everything would be
 * open. Its configuration can be read as MBeans of the domain {@code jboss.as}; where there are none, as on other
 * servers, this check has nothing to say, and the guard filter, which looks at each request, remains.
 */
@ApplicationScoped
class SecurityDomainCheck {

    private static final System.Logger LOG = System.getLogger(SecurityDomainCheck.class.getName());
    private static final int BEFORE_ALL_ELSE = StartupOrder.SETTINGS - 50;
    private static final String WILDFLY = "jboss.as:management-root=server";
    private static final String DOMAIN = "jboss.as:subsystem=undertow,application-security-domain=longhaul";

    private final MBeanServer server;

    SecurityDomainCheck() {
        this(ManagementFactory.getPlatformMBeanServer());
    }

    SecurityDomainCheck(MBeanServer server) {
        this.server = server;
    }

    /** @throws IllegalStateException when this is WildFly and requests would not be checked */
    void requireDomain(@Observes @Priority(BEFORE_ALL_ELSE) Startup event) throws JMException {
        if (!server.isRegistered(new ObjectName(WILDFLY))) {
            return;
        }
        ObjectName domain = new ObjectName(DOMAIN);
        if (!server.isRegistered(domain)) {
            throw new IllegalStateException(
                    "this WildFly has no application security domain `longhaul`, so no request would be checked;"
                            + " run server-config/wildfly/security.cli on it, then deploy again");
        }
        if (isKnownToBeIntegrated(domain)) {
            throw new IllegalStateException(
                    "the application security domain `longhaul` of this WildFly must have integrated-jaspi=false, else"
                            + " nobody can sign in; run server-config/wildfly/security.cli on it, then deploy again");
        }
    }

    private boolean isKnownToBeIntegrated(ObjectName domain) throws JMException {
        try {
            return !Boolean.FALSE.equals(server.getAttribute(domain, "integratedJaspi"));
        } catch (AttributeNotFoundException unreadable) {
            // while the server boots, names can be read and values cannot; a wrong value denies everything, not nothing
            LOG.log(Level.DEBUG, "integrated-jaspi cannot be read now", unreadable);
            return false;
        }
    }
}
