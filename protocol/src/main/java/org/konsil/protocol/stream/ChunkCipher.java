package org.konsil.protocol.stream;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.protocol.mls.codec.SecretBytes;

/** Seals or opens single chunks of one stream (C2SP chunked-encryption, "AEAD usage"). Not for two threads. */
final class ChunkCipher implements AutoCloseable {

    private final int mode;
    private final StreamSecrets secrets;
    private final SecretKeySpec key;
    private final Cipher cipher;

    private ChunkCipher(int mode, StreamSecrets secrets) {
        this.mode = mode;
        this.secrets = secrets;
        this.key = new SecretKeySpec(secrets.key(), "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES-GCM is missing", missing);
        }
    }

    static ChunkCipher sealing(SecretBytes key, byte[] salt, byte[] context) {
        return new ChunkCipher(Cipher.ENCRYPT_MODE, StreamSecrets.derive(key, salt, context));
    }

    /** Refuses a header that this key did not make in this context: the commitment is checked before any chunk. */
    static ChunkCipher opening(SecretBytes key, byte[] header, byte[] context) throws StreamRefusedException {
        byte[] salt = Arrays.copyOf(header, StreamFormat.SALT_BYTES);
        StreamSecrets secrets = StreamSecrets.derive(key, salt, context);
        byte[] claimed = Arrays.copyOfRange(header, StreamFormat.SALT_BYTES, StreamFormat.HEADER_BYTES);
        if (!MessageDigest.isEqual(claimed, secrets.commitment())) {
            secrets.close();
            throw new StreamRefusedException(StreamFault.WRONG_KEY_OR_CONTEXT);
        }
        return new ChunkCipher(Cipher.DECRYPT_MODE, secrets);
    }

    byte[] commitment() {
        return secrets.commitment();
    }

    /** Works on the first {@code length} bytes of {@code from}; returns how many were written to {@code into}. */
    int apply(long chunk, byte[] from, int length, byte[] into) throws StreamRefusedException {
        if (chunk < 0 || chunk >= StreamFormat.MAX_CHUNKS) {
            throw new StreamRefusedException(StreamFault.TOO_LONG);
        }
        try {
            cipher.init(mode, key, new GCMParameterSpec(StreamFormat.TAG_BYTES * 8, nonce(chunk)));
            return cipher.doFinal(from, 0, length, into, 0);
        } catch (AEADBadTagException forged) {
            throw new StreamRefusedException(StreamFault.CHUNK_FORGED);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-GCM failed", failed);
        }
    }

    private byte[] nonce(long chunk) {
        byte[] nonce = secrets.baseNonce().clone();
        for (int at = 0; at < Long.BYTES; at++) {
            nonce[nonce.length - 1 - at] ^= (byte) (chunk >>> (8 * at));
        }
        return nonce;
    }

    @Override
    public void close() {
        secrets.close();
    }
}
