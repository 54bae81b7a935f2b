package org.konsil.client.account;

import java.time.Instant;

/**
 * What the login server gave.
 *
 * @param access for one audience, and short-lived
 * @param refresh with which the next ones are fetched
 * @param until the access token's end
 */
record Tokens(String access, String refresh, Instant until) {

    @Override
    public String toString() {
        return "Tokens";
    }
}
