package org.konsil.pki.lint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Key identifiers are a name, not a proof; RFC 5280 makes them with SHA-1. */
final class KeyIdentifiers {

    private KeyIdentifiers() {}

    static byte[] sha1(byte[] keyBits) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(keyBits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
