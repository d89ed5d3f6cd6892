package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.enterprise.event.Startup;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecurityDomainCheckTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final SecurityDomainCheck check = new SecurityDomainCheck(server);

    @Test
    void on_another_server_it_has_nothing_to_say() {
        assertThatCode(() -> check.requireDomain(new Startup())).doesNotThrowAnyException();
    }

    @Test
    void a_wildfly_without_the_domain_is_told_what_to_run() throws JMException {
        register("jboss.as:management-root=server", true);

        assertThatIllegalStateException()
                .isThrownBy(() -> check.requireDomain(new Startup()))
                .withMessageContaining("no application security domain `longhaul`")
                .withMessageContaining("server-config/wildfly/security.cli");
    }

    @Test
    void a_domain_that_would_let_nobody_in_is_refused_too() throws JMException {
        register("jboss.as:management-root=server", true);
        register("jboss.as:subsystem=undertow,application-security-domain=longhaul", true);

        assertThatIllegalStateException()
                .isThrownBy(() -> check.requireDomain(new Startup()))
                .withMessageContaining("integrated-jaspi=false");
    }

    @Test
    void a_wildfly_made_ready_by_the_script_may_start() throws JMException {
        register("jboss.as:management-root=server", true);
        register("jboss.as:subsystem=undertow,application-security-domain=longhaul", false);

        assertThatCode(() -> check.requireDomain(new Startup())).doesNotThrowAnyException();
    }

    @Test
    void a_value_that_cannot_be_read_while_the_server_boots_does_not_keep_it_from_starting() throws JMException {
        register("jboss.as:management-root=server", true);
        register("jboss.as:subsystem=undertow,application-security-domain=longhaul", null);

        assertThatCode(() -> check.requireDomain(new Startup())).doesNotThrowAnyException();
    }

    private void register(String name, @Nullable Boolean integratedJaspi) throws JMException {
        server.registerMBean(new Resource(integratedJaspi), new ObjectName(name));
    }

    /** As WildFly shows a resource of its configuration. */
    private record Resource(@Nullable Boolean integratedJaspi) implements DynamicMBean {

        @Override
        public Object getAttribute(String name) throws AttributeNotFoundException {
            if (integratedJaspi == null || !name.equals("integratedJaspi")) {
                throw new AttributeNotFoundException(name);
            }
            return integratedJaspi;
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException("tests only read");
        }

        @Override
        public AttributeList getAttributes(String[] names) {
            return new AttributeList();
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            return new AttributeList();
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            throw new UnsupportedOperationException(action);
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Resource.class.getName(), "a resource", null, null, null, null);
        }
    }
}
