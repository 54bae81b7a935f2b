package org.konsil.pki.ceremony;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/** The key stores that Java servers read: made with the JDK's own code and its default protection. */
final class PlainStores {

    private PlainStores() {}

    static byte[] server(KeyPair keys, X509Certificate leaf, X509Certificate issuer, char[] password)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(
                CeremonyFiles.SERVER_ALIAS, keys.getPrivate(), password, new X509Certificate[] {leaf, issuer});
        return encode(store, password);
    }

    static byte[] trust(X509Certificate root, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("root", root);
        return encode(store, password);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] encode(KeyStore store, char[] password) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        return bytes.toByteArray();
    }
}
