package org.konsil.pki.signer;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.konsil.pki.PkiProvider;

/** A new P-256 key of a part of the server, which waits for its certificate; it lives in memory and says nothing of itself. */
public final class FunctionKey {

    private static final String ALGORITHM = "SHA256withECDSA";

    private final KeyPair keys;

    private FunctionKey(KeyPair keys) {
        this.keys = keys;
    }

    /** Makes a key. */
    public static FunctionKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
            generator.initialize(new ECGenParameterSpec("P-256"));
            return new FunctionKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new SignerFailedException("no key could be made", e);
        }
    }

    /** The SubjectPublicKeyInfo, DER: what its certificate is ordered for. */
    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    /**
     * The signer that this key is with its certificate.
     *
     * @throws SignerFailedException if the certificate is another key's
     */
    public FunctionSigner certified(X509Certificate certificate) {
        if (!Arrays.equals(certificate.getPublicKey().getEncoded(), publicKey())) {
            throw new SignerFailedException("the certificate is another key's");
        }
        return new CertifiedKey(certificate, keys);
    }

    /**
     * The key with its certificate and its CA's, for {@link StoredFunctionKey#open}.
     *
     * @param chain its certificate, then its CA's
     * @throws SignerFailedException if the certificate is another key's
     */
    public byte[] sealed(List<X509Certificate> chain, char[] password) {
        FunctionSigner certified = certified(chain.get(0));
        return StoredFunctionKey.seal(keys.getPrivate(), certified.certificate(), chain.get(1), password);
    }

    private record CertifiedKey(X509Certificate certificate, KeyPair keys) implements FunctionSigner {

        @Override
        public byte[] sign(byte[] toBeSigned) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM, PkiProvider.INSTANCE);
                signature.initSign(keys.getPrivate());
                signature.update(toBeSigned);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new SignerFailedException("the key does not sign", e);
            }
        }

        @Override
        public String toString() {
            return "CertifiedKey[" + certificate.getSerialNumber().toString(16) + "]";
        }
    }
}
