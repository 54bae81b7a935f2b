package org.konsil.server.access;

import java.net.URI;
import java.util.Set;

/** Settings as the container would have filled them. */
public final class AccessSettingsFixture {

    private AccessSettingsFixture() {}

    public static AccessSettings of(String issuer, URI jwks, Set<String> clients) {
        AccessSettings settings = new AccessSettings();
        settings.issuer = issuer;
        settings.jwksUri = jwks;
        settings.clients = clients;
        return settings;
    }
}
