package org.konsil.server.platform;

/** Implemented by whoever knows how something is that the server stands on; asked when somebody opens the console's page. */
public interface HealthCheck {

    /** What it knows. */
    HealthPart part();

    /** Whether the answer needs the database; without it, it is not asked. */
    default boolean asksDatabase() {
        return true;
    }

    /** Looks. An exception counts as not known. */
    HealthReport look();
}
