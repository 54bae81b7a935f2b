package org.konsil.client.installation.layout;

import java.nio.file.Path;

/**
 * The hospital's own PostgreSQL, in place of the embedded one.
 *
 * @param url as {@code postgresql://host:port}; the databases {@code konsil} and {@code keycloak} are made there
 * @param administrator a role that may make roles and databases
 * @param passwordFile holds the administrator's password, and nothing else
 */
public record ExternalDatabase(String url, String administrator, Path passwordFile) {

    private static final String SHAPE = "postgresql://[A-Za-z0-9.-]+(:[0-9]{1,5})?";
    private static final int USUAL_PORT = 5432;

    /** Refuses a URL of another shape. */
    public ExternalDatabase {
        if (!url.matches(SHAPE)) {
            throw new EnvironmentException("the database URL must look like postgresql://host:5432");
        }
    }

    /** Host and port, as they stand in a JDBC URL. */
    public String address() {
        String address = url.substring("postgresql://".length());
        return address.contains(":") ? address : address + ":" + USUAL_PORT;
    }
}
