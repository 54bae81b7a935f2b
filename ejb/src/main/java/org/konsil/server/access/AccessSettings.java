package org.konsil.server.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** Whose tokens are believed. */
@ApplicationScoped
public class AccessSettings implements KnownSettings {

    private static final String ISSUER = "konsil.access.issuer";
    private static final String JWKS_URI = "konsil.access.jwks-uri";
    private static final String CLIENTS = "konsil.access.clients";

    @Inject
    @ConfigProperty(name = ISSUER)
    String issuer;

    @Inject
    @ConfigProperty(name = JWKS_URI)
    URI jwksUri;

    @Inject
    @ConfigProperty(name = CLIENTS, defaultValue = "app")
    Set<String> clients;

    /** The only {@code iss} that is believed. */
    public String issuer() {
        return issuer;
    }

    /** Where the issuer's public keys are. */
    public URI jwksUri() {
        return jwksUri;
    }

    /** The clients to which a token may have been given ({@code azp}). */
    public Set<String> clients() {
        return clients;
    }

    @Override
    public Set<String> names() {
        return Set.of(ISSUER, JWKS_URI, CLIENTS);
    }

    @Override
    public void requireUsable() {
        if (!"https".equals(jwksUri.getScheme()) || !issuer.startsWith("https://")) {
            throw new StartRefusedException(ISSUER + " and " + JWKS_URI + " must begin with https://");
        }
        if (clients.isEmpty()) {
            throw new StartRefusedException(CLIENTS + " names no client");
        }
    }
}
