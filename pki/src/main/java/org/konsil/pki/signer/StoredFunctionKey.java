package org.konsil.pki.signer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.konsil.pki.Certificates;

/**
 * A key of a part of the server that outlives the process, as PKCS#12 under a password: for signatures that must come from the
 * same key tomorrow and on every node. Says nothing of its key.
 */
public final class StoredFunctionKey {

    private static final String TYPE = "PKCS12";
    private static final String ALIAS = "key";

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private StoredFunctionKey(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    static byte[] seal(PrivateKey key, X509Certificate certificate, X509Certificate issuer, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password, new Certificate[] {certificate, issuer});
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new SignerFailedException("the key cannot be kept", e);
        }
    }

    /**
     * Opens what {@link FunctionKey#sealed} made.
     *
     * @throws SignerFailedException if the password is another, or the bytes are not such a store
     */
    public static StoredFunctionKey open(byte[] sealed, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(sealed), password);
            Certificate[] chain = store.getCertificateChain(ALIAS);
            if (chain == null || !(store.getKey(ALIAS, password) instanceof PrivateKey key)) {
                throw new SignerFailedException("no key in the store");
            }
            return new StoredFunctionKey(
                    key, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        } catch (GeneralSecurityException | IOException e) {
            throw new SignerFailedException("the key cannot be opened", e);
        }
    }

    /** The handle with which it signs. */
    public PrivateKey handle() {
        return key;
    }

    /** Its certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Its certificate, then its CA's, DER. */
    public List<byte[]> chain() {
        return chain.stream().map(Certificates::der).toList();
    }

    @Override
    public String toString() {
        return "StoredFunctionKey[" + certificate().getSerialNumber().toString(16) + "]";
    }
}
