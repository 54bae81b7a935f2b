package org.konsil.server.messaging.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SecretFile;

/** What opens the server's key for proposals; every node has the same. Without it the server proposes nothing. */
@ApplicationScoped
class SigningSettings implements KnownSettings {

    private static final String PASSWORD_FILE = "konsil.messaging.delivery-key-password-file";

    @Inject
    @ConfigProperty(name = PASSWORD_FILE)
    Optional<String> passwordFile;

    /** Whoever reads it overwrites it. */
    Optional<char[]> password() {
        return passwordFile.map(file -> new SecretFile(Path.of(file)).read().toCharArray());
    }

    @Override
    public Set<String> names() {
        return Set.of(PASSWORD_FILE);
    }
}
