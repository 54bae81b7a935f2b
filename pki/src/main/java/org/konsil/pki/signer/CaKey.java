package org.konsil.pki.signer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.konsil.pki.PkiProvider;

/** A new P-384 key of a CA that waits for its certificate; it is in memory for as long as the ceremony lasts. */
public final class CaKey {

    private static final String ALGORITHM = "SHA384withECDSA";

    private final KeyPair keys;

    private CaKey(KeyPair keys) {
        this.keys = keys;
    }

    /** Makes a key. */
    public static CaKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
            generator.initialize(new ECGenParameterSpec("P-384"));
            return new CaKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new SignerFailedException("no key could be made", e);
        }
    }

    /**
     * Reads a key file back, to encrypt it anew beside another certificate.
     *
     * @throws SignerFailedException if the file or the password is not good
     */
    public static CaKey read(Path file, char[] password) {
        return new CaKey(Pkcs12CaSigner.open(file, password).keys());
    }

    /** The SubjectPublicKeyInfo, DER. */
    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    /** A request (PKCS#10, DER) for a certificate of that name, signed by this key. */
    public byte[] request(X500Principal subject) {
        try {
            return new PKCS10CertificationRequestBuilder(
                            org.bouncycastle.asn1.x500.X500Name.getInstance(subject.getEncoded()),
                            SubjectPublicKeyInfo.getInstance(publicKey()))
                    .build(contentSigner())
                    .getEncoded();
        } catch (IOException e) {
            throw new SignerFailedException("the request has no encoding", e);
        }
    }

    /**
     * The CA that this key is with its certificate.
     *
     * @throws SignerFailedException if the certificate is another key's
     */
    public CaSigner certified(X509Certificate certificate) {
        requireOwn(certificate);
        return new CertifiedCa(certificate, keys.getPrivate());
    }

    /**
     * The encrypted file for {@link Pkcs12CaSigner}.
     *
     * @param chain this key's certificate, then those above it
     */
    public byte[] encrypted(X509Certificate[] chain, char[] password) {
        return encrypted(chain, password, CaKeyFile.ITERATIONS);
    }

    /** As {@link #encrypted}, cheaper to try: for keys that protect nothing. */
    public byte[] unsafeEncrypted(X509Certificate[] chain, char[] password) {
        return encrypted(chain, password, CaKeyFile.ITERATIONS / 600);
    }

    private byte[] encrypted(X509Certificate[] chain, char[] password, int iterations) {
        requireOwn(chain[0]);
        try {
            return new CaKeyFile(iterations).encode(keys.getPrivate(), chain, password);
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new SignerFailedException("the key could not be encrypted", e);
        }
    }

    /** For Bouncy Castle's builders, in the ceremony alone; good for one signature. */
    public ContentSigner contentSigner() {
        return new OneSignature(keys.getPrivate());
    }

    private void requireOwn(X509Certificate certificate) {
        if (!Arrays.equals(certificate.getPublicKey().getEncoded(), publicKey())) {
            throw new SignerFailedException("the certificate is another key's");
        }
    }

    private static byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PkiProvider.INSTANCE);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new SignerFailedException("the CA's key does not sign", e);
        }
    }

    private record CertifiedCa(X509Certificate certificate, PrivateKey key) implements CaSigner {

        @Override
        public byte[] sign(byte[] toBeSigned) {
            return CaKey.sign(key, toBeSigned);
        }

        @Override
        public String toString() {
            return "CertifiedCa[" + certificate.getSerialNumber().toString(16) + "]";
        }
    }

    private record OneSignature(PrivateKey key, ByteArrayOutputStream content) implements ContentSigner {

        OneSignature(PrivateKey key) {
            this(key, new ByteArrayOutputStream());
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            return CaKey.sign(key, content.toByteArray());
        }
    }
}
