package org.konsil.client.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.ExternalDatabase;
import org.konsil.client.installation.layout.Hospital;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Ports;
import picocli.CommandLine.Option;

/** The options that say which installation is meant; each can also be set in the environment. */
final class InstallationOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:KONSIL_DATA:-.konsil}",
            description = "The folder that holds everything the installation keeps; default .konsil [KONSIL_DATA]")
    private Path data;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "${env:KONSIL_PORT_OFFSET:-0}",
            description = "Added to every port that no option names; default 0 [KONSIL_PORT_OFFSET]")
    private int portOffset;

    @Option(names = "--https-port", paramLabel = "PORT", description = "App, API and console; default 8443")
    private @Nullable Integer httpsPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Revocation lists; default 8080")
    private @Nullable Integer httpPort;

    @Option(names = "--keycloak-port", paramLabel = "PORT", description = "Login; default 8543")
    private @Nullable Integer keycloakPort;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "Embedded database; default 5433")
    private @Nullable Integer postgresPort;

    @Option(names = "--management-port", paramLabel = "PORT", description = "WildFly's health; default 9990")
    private @Nullable Integer managementPort;

    @Option(
            names = "--hospital",
            paramLabel = "NAME",
            defaultValue = "${env:KONSIL_HOSPITAL:-Klinikum Musterstadt}",
            description = "Whose installation it is; in every certificate [KONSIL_HOSPITAL]")
    private String hospital;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = "${env:KONSIL_DOMAIN:-klinikum-musterstadt.example}",
            description = "The domain of its staff [KONSIL_DOMAIN]")
    private String domain;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "${env:KONSIL_HOST:-localhost}",
            description = "The DNS name under which devices reach it; default localhost [KONSIL_HOST]")
    private String host;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "${env:KONSIL_BIND:-127.0.0.1}",
            description = "Where the public ports listen; default 127.0.0.1 [KONSIL_BIND]")
    private String bind;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:KONSIL_DATABASE_URL:-}",
            description = "Your own PostgreSQL, postgresql://host:port [KONSIL_DATABASE_URL]")
    private String databaseUrl;

    @Option(
            names = "--database-user",
            paramLabel = "ROLE",
            defaultValue = "${env:KONSIL_DATABASE_USER:-postgres}",
            description = "Its role that may make roles and databases; default postgres [KONSIL_DATABASE_USER]")
    private String databaseUser;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            defaultValue = "${env:KONSIL_DATABASE_PASSWORD_FILE:-/dev/null}",
            description = "Holds the password of that role [KONSIL_DATABASE_PASSWORD_FILE]")
    private Path databasePasswordFile;

    /** The installation that the options describe. */
    Installation installation() {
        Optional<ExternalDatabase> database = databaseUrl.isBlank()
                ? Optional.empty()
                : Optional.of(new ExternalDatabase(databaseUrl, databaseUser, databasePasswordFile));
        return new Installation(new InstallationSettings(
                data, Home.distribution(), ports(), new Hospital(hospital, domain, host, bind), database));
    }

    private Ports ports() {
        Ports moved = Ports.USUAL.shifted(portOffset);
        return new Ports(
                httpsPort == null ? moved.https() : httpsPort,
                httpPort == null ? moved.http() : httpPort,
                keycloakPort == null ? moved.keycloak() : keycloakPort,
                postgresPort == null ? moved.postgres() : postgresPort,
                managementPort == null ? moved.management() : managementPort);
    }
}
