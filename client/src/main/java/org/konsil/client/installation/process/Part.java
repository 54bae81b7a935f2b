package org.konsil.client.installation.process;

import java.util.Locale;

/** The servers of an installation, in the order in which they start. */
public enum Part {
    POSTGRESQL("PostgreSQL"),
    KEYCLOAK("Keycloak"),
    WILDFLY("WildFly");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** As its makers write it. */
    public String title() {
        return title;
    }

    /** As it stands in file names and in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
