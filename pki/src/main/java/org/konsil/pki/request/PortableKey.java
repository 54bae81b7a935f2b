package org.konsil.pki.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;

/** A new P-256 key that goes to its holder as PKCS#12 (RFC 7292); it is kept nowhere and says nothing. */
public final class PortableKey {
    /** No two characters that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int PASSWORD_CHARACTERS = 24;

    private final KeyPair keys;

    private PortableKey(KeyPair keys) {
        this.keys = keys;
    }

    /** Makes a key. */
    public static PortableKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
            generator.initialize(new ECGenParameterSpec("P-256"));
            return new PortableKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has no P-256", e);
        }
    }

    /** A password of 24 letters and digits, about 118 bits. */
    public static char[] newPassword() {
        SecureRandom random = new SecureRandom();
        char[] password = new char[PASSWORD_CHARACTERS];
        for (int i = 0; i < password.length; i++) {
            password[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return password;
    }

    /** The SubjectPublicKeyInfo, DER. */
    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    /**
     * Key and chain, encrypted by the JDK's own code (PBES2, AES-256, HMAC-SHA-256), which OpenSSL, Windows and Java read.
     *
     * @param chain DER, the leaf first
     */
    public byte[] pkcs12(List<byte[]> chain, char[] password) {
        try {
            Certificate[] certificates = new Certificate[chain.size()];
            for (int i = 0; i < certificates.length; i++) {
                certificates[i] = Certificates.parse(chain.get(i));
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", keys.getPrivate(), password, certificates);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key store could not be written", e);
        }
    }

    @Override
    public String toString() {
        return "PortableKey";
    }
}
