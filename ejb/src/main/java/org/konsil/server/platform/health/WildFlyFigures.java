package org.konsil.server.platform.health;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** What WildFly tells of itself inside its own process (JMX). */
final class WildFlyFigures {

    private static final String DOMAIN = "jboss.as:";

    private WildFlyFigures() {}

    /** The attribute's value; nothing if there is no such thing, as outside of WildFly. */
    static Optional<Object> find(String thing, String attribute) {
        try {
            return Optional.ofNullable(
                    ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(DOMAIN + thing), attribute));
        } catch (JMException absent) {
            return Optional.empty();
        }
    }
}
