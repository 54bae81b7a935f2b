package org.konsil.protocol.mls.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC and HKDF with SHA-256 (RFC 5869), which both suites use. */
final class Hkdf {

    static final int HASH_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    static byte[] mac(byte[] key, byte[] content) {
        return start(key).doFinal(content);
    }

    static byte[] extract(byte[] salt, byte[] material) {
        return mac(salt.length == 0 ? new byte[HASH_BYTES] : salt, material);
    }

    static byte[] expand(byte[] secret, byte[] about, int length) {
        if (length > 255 * HASH_BYTES) {
            throw new IllegalArgumentException("more than HKDF gives");
        }
        Mac mac = start(secret);
        byte[] result = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, count = 1; done < length; done += HASH_BYTES, count++) {
            mac.update(block);
            mac.update(about);
            Arrays.fill(block, (byte) 0);
            block = mac.doFinal(new byte[] {(byte) count});
            System.arraycopy(block, 0, result, done, Math.min(HASH_BYTES, length - done));
        }
        Arrays.fill(block, (byte) 0);
        return result;
    }

    private static Mac start(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            // SecretKeySpec refuses an empty key; HMAC pads a key with zeros, so one zero is the same key.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new MlsCryptoException("HMAC is missing", missing);
        }
    }
}
