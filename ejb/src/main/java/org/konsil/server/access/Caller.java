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
 * @param authenticatedAt when they last proved who they are ({@code auth_time}); the epoch if the token does not say
 */
public record Caller(String issuer, String subject, Set<Role> roles, Instant expiresAt, Instant authenticatedAt) {

    /** Keeps its own copy of the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A caller of whom nobody knows when they signed in: never lately. */
    public Caller(String issuer, String subject, Set<Role> roles, Instant expiresAt) {
        this(issuer, subject, roles, expiresAt, Instant.EPOCH);
    }

    /** Who this is. */
    public Identity identity() {
        return new Identity(issuer, subject);
    }
}
