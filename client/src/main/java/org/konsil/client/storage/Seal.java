package org.konsil.client.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.client.failure.StoreException;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * Seals records: AES-256-GCM with a random nonce for each (NIST SP 800-38D, section 8.2.2: at most 2^32 under one key, which is
 * more than a device writes), bound to the record's place; and hides names behind HMAC-SHA256. Both keys come from the root key
 * by HKDF-Expand (RFC 5869, section 2.3).
 */
final class Seal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int NAME_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey values;
    private final SecretKey names;

    Seal(SecretBytes root) {
        byte[] key = root.copyBytes();
        try {
            SecretKey expand = new SecretKeySpec(key, "HmacSHA256");
            values = new SecretKeySpec(mac(expand, "konsil store 1 values\u0001"), "AES");
            names = new SecretKeySpec(mac(expand, "konsil store 1 names\u0001"), "HmacSHA256");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What stands in the store in place of a name. */
    byte[] name(String name) {
        return Arrays.copyOf(mac(names, name), NAME_BYTES);
    }

    byte[] seal(byte[] plain, byte[] place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            cipher.updateAAD(place);
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException missing) {
            throw new StoreException("aes-missing", missing);
        }
    }

    byte[] open(byte[] sealed, byte[] place) {
        if (sealed.length < NONCE_BYTES) {
            throw new TamperedException("record-unreadable");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES));
            cipher.updateAAD(place);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException changed) {
            throw new TamperedException("record-unreadable", changed);
        } catch (GeneralSecurityException missing) {
            throw new StoreException("aes-missing", missing);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, values, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new StoreException("hmac-missing", missing);
        }
    }
}
