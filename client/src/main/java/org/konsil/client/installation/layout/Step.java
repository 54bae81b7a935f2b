package org.konsil.client.installation.layout;

/** The long steps of an installation, in the words that the user reads. */
public enum Step {
    CERTIFICATES("Make the hospital's certification authorities"),
    UNPACK_POSTGRESQL("Unpack PostgreSQL"),
    UNPACK_KEYCLOAK("Unpack Keycloak"),
    UNPACK_WILDFLY("Unpack WildFly"),
    BUILD_KEYCLOAK("Prepare Keycloak (first time only)"),
    CONFIGURE_WILDFLY("Configure WildFly"),
    MAKE_DATABASE("Make the database"),
    START_POSTGRESQL("Start PostgreSQL"),
    START_KEYCLOAK("Start Keycloak"),
    START_WILDFLY("Start WildFly with Konsil"),
    STOP_WILDFLY("Stop WildFly"),
    STOP_KEYCLOAK("Stop Keycloak"),
    STOP_POSTGRESQL("Stop PostgreSQL");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
