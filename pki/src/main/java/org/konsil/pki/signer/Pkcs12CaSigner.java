package org.konsil.pki.signer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Collections;
import java.util.List;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;

/** A CA whose key lies in an encrypted PKCS#12 file. */
public final class Pkcs12CaSigner implements CaSigner {

    private static final String ALGORITHM = "SHA384withECDSA";

    private final X509Certificate certificate;
    private final PrivateKey key;

    private Pkcs12CaSigner(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Opens the file, and proves by a signature of its own that key and certificate belong together.
     *
     * @throws SignerFailedException if the file, the password or the key is not good
     */
    public static Pkcs12CaSigner open(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            List<String> aliases = Collections.list(store.aliases());
            if (aliases.size() != 1 || !(store.getKey(aliases.get(0), password) instanceof PrivateKey stored)) {
                throw new SignerFailedException("not exactly one private key in " + file.getFileName());
            }
            // Both go through our provider: its EC code is the one that signs and checks.
            PrivateKey key = KeyFactory.getInstance("EC", PkiProvider.INSTANCE)
                    .generatePrivate(new PKCS8EncodedKeySpec(stored.getEncoded()));
            X509Certificate certificate =
                    Certificates.parse(store.getCertificate(aliases.get(0)).getEncoded());
            Pkcs12CaSigner signer = new Pkcs12CaSigner(certificate, key);
            SelfTest.require(signer);
            return signer;
        } catch (IOException | GeneralSecurityException e) {
            throw new SignerFailedException("cannot open " + file.getFileName(), e);
        }
    }

    KeyPair keys() {
        return new KeyPair(certificate.getPublicKey(), key);
    }

    @Override
    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PkiProvider.INSTANCE);
            signature.initSign(key);
            signature.update(toBeSigned);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new SignerFailedException("the CA's key does not sign", e);
        }
    }
}
