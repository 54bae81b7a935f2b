package org.konsil.server.certification.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long revocation lists live, and where the root's is. */
@ApplicationScoped
class PublicationSettings implements KnownSettings {
    private static final String REVOCATION_LIST_LIFE = "konsil.certification.revocation-list-life";

    private static final String ROOT_LIST_FILE = "konsil.certification.root-list-file";

    @Inject
    @ConfigProperty(name = ROOT_LIST_FILE)
    Optional<String> rootListFile;

    /** As long as a device may be without the server: a ward's lease. */
    @Inject
    @ConfigProperty(name = REVOCATION_LIST_LIFE, defaultValue = "PT72H")
    Duration revocationListLife;

    Optional<Path> rootListFile() {
        return rootListFile.map(Path::of);
    }

    Duration revocationListLife() {
        return revocationListLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(REVOCATION_LIST_LIFE, ROOT_LIST_FILE);
    }

    @Override
    public void requireUsable() {
        if (revocationListLife.compareTo(Duration.ofHours(1)) < 0
                || revocationListLife.compareTo(Duration.ofDays(30)) > 0) {
            throw new StartRefusedException(REVOCATION_LIST_LIFE + " must be between PT1H and PT720H");
        }
    }
}
