package org.konsil.client.demo;

import java.util.Optional;

/**
 * A program at Keycloak for which somebody signs in.
 *
 * @param clientId its name there
 * @param secret with which it shows that it is itself; a public client has none
 * @param redirectUri where the browser is sent back to
 * @param scope what the token shall be good for
 */
public record RelyingParty(String clientId, Optional<String> secret, String redirectUri, String scope) {

    @Override
    public String toString() {
        return "RelyingParty[" + clientId + "]";
    }
}
