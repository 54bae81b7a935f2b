package org.konsil.client.installation.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.konsil.client.installation.layout.EnvironmentException;

/** The folder that {@code ear/} builds: the servers' archives, the EAR, and how both are configured. */
public final class Distribution {

    private static final Pattern WILDFLY = Pattern.compile("wildfly-dist-(.+)\\.zip");
    private static final Pattern KEYCLOAK = Pattern.compile("keycloak-quarkus-dist-(.+)\\.zip");

    private final Path folder;

    /** The folder is looked into when something is asked for. */
    public Distribution(Path folder) {
        this.folder = folder;
    }

    public Path ear() {
        return require("konsil.ear");
    }

    public Path databaseDriver() {
        return require("postgresql.jar");
    }

    public Path wildflyScript() {
        return require("wildfly/konsil.cli");
    }

    public Path driverModule() {
        return require("wildfly/module.xml");
    }

    public Path realmTemplate() {
        return require("keycloak/hospital-realm.json");
    }

    public Path userProfile() {
        return require("keycloak/user-profile.json");
    }

    public Path wildflyZip() {
        return folder.resolve(match(WILDFLY).group());
    }

    public String wildflyVersion() {
        return match(WILDFLY).group(1);
    }

    public Path keycloakZip() {
        return folder.resolve(match(KEYCLOAK).group());
    }

    public String keycloakVersion() {
        return match(KEYCLOAK).group(1);
    }

    private Path require(String name) {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new EnvironmentException(file + " is missing; build the project first (./konsil does)");
        }
        return file;
    }

    /** The version of a part that the build brings, if there was a build. */
    public Optional<String> findVersion(Part part) {
        return switch (part) {
            case POSTGRESQL -> Optional.empty();
            case KEYCLOAK -> Files.isDirectory(folder) ? Optional.of(keycloakVersion()) : Optional.empty();
            case WILDFLY -> Files.isDirectory(folder) ? Optional.of(wildflyVersion()) : Optional.empty();
        };
    }

    private Matcher match(Pattern name) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Matcher> found = files.map(
                            file -> name.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .toList();
            if (found.size() == 1) {
                return found.get(0);
            }
        } catch (IOException e) {
            throw new EnvironmentException(folder + " cannot be read; build the project first (./konsil does)", e);
        }
        throw new EnvironmentException(folder + " must hold exactly one " + name + "; run mvn clean in ear/");
    }
}
