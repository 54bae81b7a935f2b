package org.konsil.protocol.mls.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;

/** AES-128-GCM, which both suites use. */
final class Aead {

    static final int KEY_BYTES = 16;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private Aead() {}

    static byte[] seal(byte[] key, byte[] nonce, byte[] authenticated, byte[] plaintext) {
        try {
            return start(Cipher.ENCRYPT_MODE, key, nonce, authenticated).doFinal(plaintext);
        } catch (GeneralSecurityException failed) {
            throw new MlsCryptoException("encryption failed", failed);
        }
    }

    static byte[] open(byte[] key, byte[] nonce, byte[] authenticated, byte[] ciphertext) {
        if (ciphertext.length < TAG_BYTES) {
            throw new MlsValidationException(Fault.DECRYPTION_FAILED);
        }
        try {
            return start(Cipher.DECRYPT_MODE, key, nonce, authenticated).doFinal(ciphertext);
        } catch (AEADBadTagException forged) {
            throw new MlsValidationException(Fault.DECRYPTION_FAILED, forged);
        } catch (GeneralSecurityException failed) {
            throw new MlsCryptoException("decryption failed", failed);
        }
    }

    private static Cipher start(int mode, byte[] key, byte[] nonce, byte[] authenticated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(authenticated);
        return cipher;
    }
}
