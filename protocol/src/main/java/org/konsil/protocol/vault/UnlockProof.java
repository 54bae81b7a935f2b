package org.konsil.protocol.vault;

import static org.konsil.protocol.vault.HashToCurve.ascii;
import static org.konsil.protocol.vault.HashToCurve.join;

import java.security.MessageDigest;
import java.util.Arrays;
import org.konsil.protocol.mls.codec.SecretBytes;

/** What only a device with the right PIN can say about an evaluation: docs/protocol/vault.md, "The proof". */
public final class UnlockProof {

    public static final int KEY_BYTES = 32;
    public static final int BYTES = 32;
    public static final int NONCE_BYTES = 32;

    private static final byte[] LABEL = ascii("Konsil vault proof 1");

    private UnlockProof() {}

    /** HMAC-SHA-256 under the proof key over label, device and the evaluation's nonce, all of them of fixed length. */
    public static byte[] of(SecretBytes proofKey, byte[] deviceId, byte[] nonce) {
        if (proofKey.length() != KEY_BYTES || deviceId.length != 16 || nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a proof's parts have their lengths");
        }
        byte[] key = proofKey.copyBytes();
        try {
            return Digests.hmac(key, join(LABEL, deviceId, nonce));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Compares in constant time. */
    public static boolean isProof(byte[] claimed, SecretBytes proofKey, byte[] deviceId, byte[] nonce) {
        return MessageDigest.isEqual(claimed, of(proofKey, deviceId, nonce));
    }
}
