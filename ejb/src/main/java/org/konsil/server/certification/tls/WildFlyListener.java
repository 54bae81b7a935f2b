package org.konsil.server.certification.tls;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * WildFly, asked through its management model, which it also shows as MBeans to what runs inside it. Keycloak reads the same
 * file anew by itself, each hour (https-certificates-reload-period).
 */
@ApplicationScoped
class WildFlyListener implements TlsListener {
    private static final String ELYTRON = "jboss.as:subsystem=elytron,";

    @Override
    public void reload() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            server.invoke(new ObjectName(ELYTRON + "key-store=server"), "load", new Object[0], new String[0]);
            server.invoke(new ObjectName(ELYTRON + "key-manager=server"), "init", new Object[0], new String[0]);
        } catch (JMException e) {
            throw new IllegalStateException("WildFly shows the old certificate until it is started again", e);
        }
    }
}
