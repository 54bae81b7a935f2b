package org.konsil.server.directory.synchronisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SecretFile;
import org.konsil.server.platform.StartRefusedException;

/** How to ask Keycloak for the staff. */
@ApplicationScoped
class DirectorySettings implements KnownSettings {

    private static final String ADMIN_URI = "konsil.directory.admin-uri";
    private static final String TOKEN_URI = "konsil.directory.token-uri";
    private static final String CLIENT_ID = "konsil.directory.client-id";
    private static final String CLIENT_SECRET_FILE = "konsil.directory.client-secret-file";
    private static final String INTERVAL = "konsil.directory.interval";

    @Inject
    @ConfigProperty(name = ADMIN_URI)
    URI adminUri;

    @Inject
    @ConfigProperty(name = TOKEN_URI)
    URI tokenUri;

    @Inject
    @ConfigProperty(name = CLIENT_ID, defaultValue = "directory")
    String clientId;

    @Inject
    @ConfigProperty(name = CLIENT_SECRET_FILE)
    String clientSecretFile;

    @Inject
    @ConfigProperty(name = INTERVAL, defaultValue = "PT30S")
    Duration interval;

    /** The realm in the administration API, such as {@code https://host/admin/realms/hospital}. */
    URI adminUri() {
        return adminUri;
    }

    URI tokenUri() {
        return tokenUri;
    }

    String clientId() {
        return clientId;
    }

    SecretFile clientSecret() {
        return new SecretFile(Path.of(clientSecretFile));
    }

    Duration interval() {
        return interval;
    }

    @Override
    public Set<String> names() {
        return Set.of(ADMIN_URI, TOKEN_URI, CLIENT_ID, CLIENT_SECRET_FILE, INTERVAL);
    }

    @Override
    public void requireUsable() {
        if (!"https".equals(adminUri.getScheme()) || !"https".equals(tokenUri.getScheme())) {
            throw new StartRefusedException(ADMIN_URI + " and " + TOKEN_URI + " must begin with https://");
        }
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new StartRefusedException(INTERVAL + " must be at least PT1S");
        }
        clientSecret().read();
    }
}
