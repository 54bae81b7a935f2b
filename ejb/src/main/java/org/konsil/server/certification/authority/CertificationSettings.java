package org.konsil.server.certification.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SecretFile;
import org.konsil.server.platform.StartRefusedException;

/** Where the Device CA's key lies, and how long its revocation lists live. */
@ApplicationScoped
class CertificationSettings implements KnownSettings {

    private static final String DEVICE_CA_FILE = "konsil.certification.device-ca-file";
    private static final String DEVICE_CA_PASSWORD_FILE = "konsil.certification.device-ca-password-file";
    private static final String ROOT_FILE = "konsil.certification.root-file";
    private static final String REVOCATION_LIST_LIFE = "konsil.certification.revocation-list-life";

    @Inject
    @ConfigProperty(name = DEVICE_CA_FILE)
    String deviceCaFile;

    @Inject
    @ConfigProperty(name = DEVICE_CA_PASSWORD_FILE)
    String deviceCaPasswordFile;

    @Inject
    @ConfigProperty(name = ROOT_FILE)
    String rootFile;

    /** As long as a device may be without the server: a ward's lease. */
    @Inject
    @ConfigProperty(name = REVOCATION_LIST_LIFE, defaultValue = "PT72H")
    Duration revocationListLife;

    Path deviceCaFile() {
        return Path.of(deviceCaFile);
    }

    char[] readDeviceCaPassword() {
        return new SecretFile(Path.of(deviceCaPasswordFile)).read().toCharArray();
    }

    Path rootFile() {
        return Path.of(rootFile);
    }

    Duration revocationListLife() {
        return revocationListLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(DEVICE_CA_FILE, DEVICE_CA_PASSWORD_FILE, ROOT_FILE, REVOCATION_LIST_LIFE);
    }

    @Override
    public void requireUsable() {
        if (revocationListLife.compareTo(Duration.ofHours(1)) < 0
                || revocationListLife.compareTo(Duration.ofDays(30)) > 0) {
            throw new StartRefusedException(REVOCATION_LIST_LIFE + " must be between PT1H and PT720H");
        }
    }
}
