package org.konsil.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Key identifiers are a name, not a proof; RFC 5280 makes them with SHA-1. */
public final class KeyIdentifiers {

    private KeyIdentifiers() {}

    /** Method 1 of RFC 5280, section 4.2.1.2. */
    public static byte[] sha1(byte[] keyBits) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(keyBits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
