package org.konsil.server.certification.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SecretFile;
import org.konsil.server.platform.StartRefusedException;

/** Where the secret of ACME lies, and how long a key for opening an account waits for its server. */
@ApplicationScoped
class AcmeSettings implements KnownSettings {

    private static final String SECRET_FILE = "konsil.certification.acme.secret-file";
    private static final String BINDING_LIFE = "konsil.certification.acme.binding-life";

    private static final int MIN_CHARACTERS = 32;

    @Inject
    @ConfigProperty(name = SECRET_FILE)
    String secretFile;

    @Inject
    @ConfigProperty(name = BINDING_LIFE, defaultValue = "PT168H")
    Duration bindingLife;

    String readSecret() {
        return new SecretFile(Path.of(secretFile)).read();
    }

    Duration bindingLife() {
        return bindingLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(SECRET_FILE, BINDING_LIFE);
    }

    @Override
    public void requireUsable() {
        if (bindingLife.compareTo(Duration.ofMinutes(10)) < 0 || bindingLife.compareTo(Duration.ofDays(90)) > 0) {
            throw new StartRefusedException(BINDING_LIFE + " must be between PT10M and PT2160H");
        }
        if (readSecret().length() < MIN_CHARACTERS) {
            throw new StartRefusedException("The secret of ACME has fewer than " + MIN_CHARACTERS + " characters");
        }
    }
}
