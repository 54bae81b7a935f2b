package org.konsil.pki.signer;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.konsil.pki.PkiProvider;

/**
 * The encrypted file of a CA's key: PKCS#12 with PBES2, AES-256 and PBKDF2-HMAC-SHA-256.
 *
 * <p>Key, certificates and MAC all count the same iterations, so that none of them is the cheap way to try passwords.
 */
final class CaKeyFile {

    /** Of PBKDF2: what OWASP asks for with SHA-256. */
    static final int ITERATIONS = 600_000;

    private static final String ALIAS = "ca";

    private final int iterations;

    CaKeyFile(int iterations) {
        this.iterations = iterations;
    }

    byte[] encode(PrivateKey key, X509Certificate[] chain, char[] password)
            throws IOException, PKCSException, OperatorCreationException, java.security.NoSuchAlgorithmException {
        DERBMPString alias = new DERBMPString(ALIAS);
        SubjectKeyIdentifier keyId = new JcaX509ExtensionUtils().createSubjectKeyIdentifier(chain[0].getPublicKey());
        PKCS12SafeBagBuilder keyBag = new JcaPKCS12SafeBagBuilder(key, encryptor(password));
        keyBag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, alias);
        keyBag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, keyId);
        PKCS12SafeBag[] certificates = new PKCS12SafeBag[chain.length];
        for (int i = 0; i < chain.length; i++) {
            PKCS12SafeBagBuilder bag = new JcaPKCS12SafeBagBuilder(chain[i]);
            if (i == 0) {
                bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, alias);
                bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, keyId);
            }
            certificates[i] = bag.build();
        }
        PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
        file.addEncryptedData(encryptor(password), certificates);
        file.addData(keyBag.build());
        JcePKCS12MacCalculatorBuilder mac = new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256);
        mac.setProvider(PkiProvider.INSTANCE).setIterationCount(iterations);
        return file.build(mac, password).getEncoded();
    }

    private OutputEncryptor encryptor(char[] password) throws OperatorCreationException {
        JcePKCSPBEOutputEncryptorBuilder builder =
                new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC);
        builder.setProvider(PkiProvider.INSTANCE);
        builder.setPRF(new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_hmacWithSHA256, org.bouncycastle.asn1.DERNull.INSTANCE));
        builder.setIterationCount(iterations);
        return builder.build(password);
    }
}
