package org.konsil.client.installation.layout;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the person who starts an installation decides.
 *
 * @param data the folder that holds everything the installation keeps
 * @param distribution the folder with the servers, the EAR and their configuration, as {@code ear/} builds it
 * @param ports where the parts listen
 * @param hospital whose installation it is
 * @param database the hospital's own PostgreSQL; the embedded one if empty
 */
public record InstallationSettings(
        Path data, Path distribution, Ports ports, Hospital hospital, Optional<ExternalDatabase> database) {

    private static final String SIMPLE_PATH = "[\\p{L}\\p{N}/._+-]+";

    /** Makes the folders absolute, because the servers run elsewhere. */
    public InstallationSettings {
        data = data.toAbsolutePath().normalize();
        distribution = distribution.toAbsolutePath().normalize();
        if (!data.toString().matches(SIMPLE_PATH)) {
            throw new EnvironmentException("the start scripts of the servers want a data folder without spaces or"
                    + " special characters, not " + data);
        }
    }

    /** An installation of the demo hospital with the embedded database. */
    public InstallationSettings(Path data, Path distribution, Ports ports) {
        this(data, distribution, ports, Hospital.DEMO, Optional.empty());
    }
}
