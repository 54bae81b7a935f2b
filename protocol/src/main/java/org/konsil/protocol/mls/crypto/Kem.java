package org.konsil.protocol.mls.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

/** HPKE in base mode (RFC 9180) by Bouncy Castle, a new instance for each use, since those are not thread-safe. */
enum Kem {
    X25519(HPKE.kem_X25519_SHA256, 32),
    P256(HPKE.kem_P256_SHA256, 65);

    private static final byte[] NOTHING = new byte[0];

    private final short code;
    private final int keyBytes;

    Kem(short code, int keyBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
    }

    private HPKE hpke() {
        return new HPKE(HPKE.mode_base, code, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
    }

    /** Refuses a key of another length, a compressed point, and a point off the curve. */
    AsymmetricKeyParameter publicKey(Bytes encoded) {
        byte[] key = encoded.toArray();
        if (key.length != keyBytes || this == P256 && key[0] != 4) {
            throw new MlsValidationException(Fault.MALFORMED_KEY);
        }
        try {
            return hpke().deserializePublicKey(key);
        } catch (IllegalArgumentException offTheCurve) {
            throw new MlsValidationException(Fault.MALFORMED_KEY, offTheCurve);
        }
    }

    HpkeKeyPair generate() {
        return pair(hpke().generatePrivateKey());
    }

    HpkeKeyPair derive(SecretBytes secret) {
        byte[] material = secret.copyBytes();
        try {
            return pair(hpke().deriveKeyPair(material));
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    private HpkeKeyPair pair(AsymmetricCipherKeyPair pair) {
        HPKE hpke = hpke();
        return new HpkeKeyPair(
                Bytes.of(hpke.serializePublicKey(pair.getPublic())),
                SecretBytes.owning(hpke.serializePrivateKey(pair.getPrivate())));
    }

    HpkeCiphertext seal(Bytes to, byte[] about, byte[] plaintext) {
        try {
            byte[][] sealed = hpke().seal(publicKey(to), about, NOTHING, plaintext, null, null, null);
            return new HpkeCiphertext(Bytes.of(sealed[1]), Bytes.of(sealed[0]));
        } catch (InvalidCipherTextException failed) {
            throw new MlsCryptoException("sealing failed", failed);
        } catch (IllegalStateException weakKey) {
            throw new MlsValidationException(Fault.MALFORMED_KEY, weakKey);
        }
    }

    SecretBytes open(HpkeKeyPair own, byte[] about, HpkeCiphertext sealed) {
        publicKey(sealed.kemOutput());
        try {
            byte[] ciphertext = sealed.ciphertext().toArray();
            return SecretBytes.owning(
                    hpke().open(sealed.kemOutput().toArray(), own(own), about, NOTHING, ciphertext, null, null, null));
        } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException forged) {
            throw new MlsValidationException(Fault.DECRYPTION_FAILED, forged);
        }
    }

    SharedSecret export(Bytes to, byte[] label, int length) {
        try {
            HPKEContextWithEncapsulation context = hpke().setupBaseS(publicKey(to), NOTHING);
            return new SharedSecret(
                    Bytes.of(context.getEncapsulation()), SecretBytes.owning(context.export(label, length)));
        } catch (IllegalStateException weakKey) {
            throw new MlsValidationException(Fault.MALFORMED_KEY, weakKey);
        }
    }

    SecretBytes receiveExport(HpkeKeyPair own, Bytes kemOutput, byte[] label, int length) {
        publicKey(kemOutput);
        try {
            return SecretBytes.owning(
                    hpke().setupBaseR(kemOutput.toArray(), own(own), NOTHING).export(label, length));
        } catch (IllegalArgumentException | IllegalStateException weakKey) {
            throw new MlsValidationException(Fault.DECRYPTION_FAILED, weakKey);
        }
    }

    private AsymmetricCipherKeyPair own(HpkeKeyPair own) {
        byte[] secret = own.privateKey().copyBytes();
        try {
            return hpke().deserializePrivateKey(secret, own.publicKey().toArray());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
