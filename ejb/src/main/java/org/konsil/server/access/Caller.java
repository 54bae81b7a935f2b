package org.konsil.server.access;

import java.time.Instant;
import java.util.Set;

/**
 * A person whose access token was checked: signature, issuer, audience, authorised party, time.
 *
 * @param issuer the {@code iss} of the token
 * @param subject the {@code sub} of the token; identity is (issuer, subject), never a name or address
 * @param roles what the person may do
 * @param expiresAt when the token ends
 */
public record Caller(String issuer, String subject, Set<Role> roles, Instant expiresAt) {

    /** Keeps its own copy of the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }
}
