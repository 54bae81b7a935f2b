package org.konsil.pki.signer;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.konsil.pki.Certificates;

/**
 * A CA whose key was made in a token and never leaves it, through the JDK's own PKCS#11 provider (PKCS#11 v2.40).
 *
 * <p>The provider is an instance of our own for each slot; it is not registered with the JVM.
 */
public final class Pkcs11CaSigner implements CaSigner {

    private static final String ALGORITHM = "SHA384withECDSA";

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Provider token;

    private Pkcs11CaSigner(X509Certificate certificate, PrivateKey key, Provider token) {
        this.certificate = certificate;
        this.key = key;
        this.token = token;
    }

    /**
     * Opens a slot, and proves by a signature of its own that key and certificate belong together.
     *
     * @param configuration the file that SunPKCS11 reads: {@code name}, {@code library}, {@code slot}
     * @param alias the label of key and certificate in the token
     * @throws SignerFailedException if the token, the PIN or the key is not good
     */
    public static Pkcs11CaSigner open(Path configuration, String alias, char[] pin) {
        try {
            Provider token = provider(configuration);
            KeyStore store = KeyStore.getInstance("PKCS11", token);
            store.load(null, pin);
            if (!(store.getKey(alias, null) instanceof PrivateKey key)
                    || !(store.getCertificate(alias) instanceof X509Certificate stored)) {
                throw new SignerFailedException("no key with a certificate of that label in the token");
            }
            X509Certificate certificate = Certificates.parse(stored.getEncoded());
            Pkcs11CaSigner signer = new Pkcs11CaSigner(certificate, key, token);
            SelfTest.require(signer);
            return signer;
        } catch (IOException | GeneralSecurityException e) {
            throw new SignerFailedException("the token cannot be opened", e);
        }
    }

    /**
     * The JDK's provider for one token.
     *
     * @throws SignerFailedException if there is no such library, or the JDK has no PKCS#11
     */
    public static Provider provider(Path configuration) {
        Provider prototype = Security.getProvider("SunPKCS11");
        if (prototype == null) {
            throw new SignerFailedException("this JDK has no SunPKCS11");
        }
        try {
            return prototype.configure(configuration.toString());
        } catch (java.security.InvalidParameterException | UnsupportedOperationException e) {
            throw new SignerFailedException("the token's library cannot be used", e);
        }
    }

    @Override
    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, token);
            signature.initSign(key);
            signature.update(toBeSigned);
            return signature.sign();
        } catch (GeneralSecurityException | java.security.ProviderException e) {
            throw new SignerFailedException("the token does not sign", e);
        }
    }
}
