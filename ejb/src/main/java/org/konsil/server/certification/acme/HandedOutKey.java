package org.konsil.server.certification.acme;

import java.time.Instant;
import java.util.UUID;

/**
 * A key for opening one account, for the officer's eyes and only this once.
 *
 * @param mac the HMAC key, 32 bytes
 */
public record HandedOutKey(UUID kid, byte[] mac, Instant expiresAt) {

    @Override
    public String toString() {
        return "HandedOutKey[" + kid + "]";
    }
}
