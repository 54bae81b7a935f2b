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
    private static final String DEVICE_CA_HALF_FILES = "konsil.certification.device-ca-half-files";
    private static final String STAFF_CA_FILE = "konsil.certification.staff-ca-file";
    private static final String STAFF_CA_PASSWORD_FILE = "konsil.certification.staff-ca-password-file";
    private static final String STAFF_CA_HALF_FILES = "konsil.certification.staff-ca-half-files";
    private static final String SERVICE_CA_FILE = "konsil.certification.service-ca-file";
    private static final String SERVICE_CA_PASSWORD_FILE = "konsil.certification.service-ca-password-file";
    private static final String SERVICE_CA_HALF_FILES = "konsil.certification.service-ca-half-files";
    private static final String ROOT_FILE = "konsil.certification.root-file";

    @Inject
    @ConfigProperty(name = DEVICE_CA_FILE)
    String deviceCaFile;

    @Inject
    @ConfigProperty(name = DEVICE_CA_PASSWORD_FILE)
    Optional<String> deviceCaPasswordFile;

    @Inject
    @ConfigProperty(name = DEVICE_CA_HALF_FILES)
    Optional<String> deviceCaHalfFiles;

    @Inject
    @ConfigProperty(name = STAFF_CA_FILE)
    Optional<String> staffCaFile;

    @Inject
    @ConfigProperty(name = STAFF_CA_PASSWORD_FILE)
    Optional<String> staffCaPasswordFile;

    @Inject
    @ConfigProperty(name = STAFF_CA_HALF_FILES)
    Optional<String> staffCaHalfFiles;

    @Inject
    @ConfigProperty(name = SERVICE_CA_FILE)
    Optional<String> serviceCaFile;

    @Inject
    @ConfigProperty(name = SERVICE_CA_PASSWORD_FILE)
    Optional<String> serviceCaPasswordFile;

    @Inject
    @ConfigProperty(name = SERVICE_CA_HALF_FILES)
    Optional<String> serviceCaHalfFiles;

    @Inject
    @ConfigProperty(name = ROOT_FILE)
    String rootFile;

    Path rootFile() {
        return Path.of(rootFile);
    }

    Map<IssuingAuthority, KeyFile> keyFiles() {
        Map<IssuingAuthority, KeyFile> files = new EnumMap<>(IssuingAuthority.class);
        files.put(IssuingAuthority.DEVICE, keyFile(deviceCaFile, deviceCaPasswordFile, deviceCaHalfFiles));
        staffCaFile.ifPresent(
                file -> files.put(IssuingAuthority.STAFF, keyFile(file, staffCaPasswordFile, staffCaHalfFiles)));
        serviceCaFile.ifPresent(
                file -> files.put(IssuingAuthority.SERVICE, keyFile(file, serviceCaPasswordFile, serviceCaHalfFiles)));
        return files;
    }

    /** Halves go before a password file: whoever chose two officers must not be started by one file. */
    private static KeyFile keyFile(String file, Optional<String> passwordFile, Optional<String> halfFiles) {
        KeyPassword password = halfFiles
                .map(both -> halves(file, both))
                .orElseGet(() -> new KeyPassword.InFile(Path.of(passwordFile.orElseThrow(
                        () -> new StartRefusedException("The CA " + file + " has neither password file nor halves")))));
        return new KeyFile(Path.of(file), password);
    }

    private static KeyPassword halves(String file, String both) {
        String[] paths = both.split(",", -1);
        if (paths.length != 2 || paths[0].strip().equals(paths[1].strip())) {
            throw new StartRefusedException("The CA " + file + " needs two files for its halves, a comma between them");
        }
        return new KeyPassword.InHalves(Path.of(paths[0].strip()), Path.of(paths[1].strip()));
    }

    @Override
    public Set<String> names() {
        return Set.of(
                DEVICE_CA_FILE,
                DEVICE_CA_PASSWORD_FILE,
                DEVICE_CA_HALF_FILES,
                STAFF_CA_FILE,
                STAFF_CA_PASSWORD_FILE,
                STAFF_CA_HALF_FILES,
                SERVICE_CA_FILE,
                SERVICE_CA_PASSWORD_FILE,
                SERVICE_CA_HALF_FILES,
                ROOT_FILE);
    }
}
