package org.konsil.server.certification.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** Where the keys of the CAs lie. The Device CA is needed, the others are offered if they are here. */
@ApplicationScoped
class CertificationSettings implements KnownSettings {
    private static final String DEVICE_CA_FILE = "konsil.certification.device-ca-file";
    private static final String DEVICE_CA_PASSWORD_FILE = "konsil.certification.device-ca-password-file";
    private static final String STAFF_CA_FILE = "konsil.certification.staff-ca-file";
    private static final String STAFF_CA_PASSWORD_FILE = "konsil.certification.staff-ca-password-file";
    private static final String SERVICE_CA_FILE = "konsil.certification.service-ca-file";
    private static final String SERVICE_CA_PASSWORD_FILE = "konsil.certification.service-ca-password-file";
    private static final String ROOT_FILE = "konsil.certification.root-file";

    @Inject
    @ConfigProperty(name = DEVICE_CA_FILE)
    String deviceCaFile;

    @Inject
    @ConfigProperty(name = DEVICE_CA_PASSWORD_FILE)
    String deviceCaPasswordFile;

    @Inject
    @ConfigProperty(name = STAFF_CA_FILE)
    Optional<String> staffCaFile;

    @Inject
    @ConfigProperty(name = STAFF_CA_PASSWORD_FILE)
    Optional<String> staffCaPasswordFile;

    @Inject
    @ConfigProperty(name = SERVICE_CA_FILE)
    Optional<String> serviceCaFile;

    @Inject
    @ConfigProperty(name = SERVICE_CA_PASSWORD_FILE)
    Optional<String> serviceCaPasswordFile;

    @Inject
    @ConfigProperty(name = ROOT_FILE)
    String rootFile;

    Path rootFile() {
        return Path.of(rootFile);
    }

    Map<IssuingAuthority, KeyFile> keyFiles() {
        Map<IssuingAuthority, KeyFile> files = new EnumMap<>(IssuingAuthority.class);
        files.put(IssuingAuthority.DEVICE, new KeyFile(Path.of(deviceCaFile), Path.of(deviceCaPasswordFile)));
        find(staffCaFile, staffCaPasswordFile).ifPresent(file -> files.put(IssuingAuthority.STAFF, file));
        find(serviceCaFile, serviceCaPasswordFile).ifPresent(file -> files.put(IssuingAuthority.SERVICE, file));
        return files;
    }

    private static Optional<KeyFile> find(Optional<String> file, Optional<String> passwordFile) {
        return file.map(path -> new KeyFile(
                Path.of(path),
                Path.of(passwordFile.orElseThrow(
                        () -> new StartRefusedException("The CA " + path + " has no password file")))));
    }

    @Override
    public Set<String> names() {
        return Set.of(
                DEVICE_CA_FILE,
                DEVICE_CA_PASSWORD_FILE,
                STAFF_CA_FILE,
                STAFF_CA_PASSWORD_FILE,
                SERVICE_CA_FILE,
                SERVICE_CA_PASSWORD_FILE,
                ROOT_FILE);
    }
}
