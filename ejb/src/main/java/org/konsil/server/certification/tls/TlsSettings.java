package org.konsil.server.certification.tls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.pki.ceremony.ServerKeyFile;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SecretFile;
import org.konsil.server.platform.StartRefusedException;

/** Where this node's key for TLS lies; without it the node's certificate is somebody else's care. */
@ApplicationScoped
class TlsSettings implements KnownSettings {
    private static final String FILE = "konsil.certification.tls-file";
    private static final String PASSWORD_FILE = "konsil.certification.tls-password-file";

    @Inject
    @ConfigProperty(name = FILE)
    Optional<String> file;

    @Inject
    @ConfigProperty(name = PASSWORD_FILE)
    Optional<String> passwordFile;

    Optional<ServerKeyFile> keyFile() {
        return file.map(path -> {
            char[] password =
                    new SecretFile(Path.of(passwordFile.orElseThrow())).read().toCharArray();
            try {
                return new ServerKeyFile(Path.of(path), password);
            } finally {
                Arrays.fill(password, '\0');
            }
        });
    }

    @Override
    public Set<String> names() {
        return Set.of(FILE, PASSWORD_FILE);
    }

    @Override
    public void requireUsable() {
        if (file.isPresent() && passwordFile.isEmpty()) {
            throw new StartRefusedException(FILE + " needs " + PASSWORD_FILE);
        }
    }
}
