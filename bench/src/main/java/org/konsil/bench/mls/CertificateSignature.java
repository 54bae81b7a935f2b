package org.konsil.bench.mls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** The one signature of a chain of length one. */
final class CertificateSignature {

    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    private CertificateSignature() {}

    static boolean isValid(byte[] issuerKey, Certificate certificate) throws IOException {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(issuerKey), DOMAIN));
        BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(
                DOMAIN.getN(), certificate.getSignature().getOctets());
        byte[] signed = certificate.getTBSCertificate().getEncoded(ASN1Encoding.DER);
        try {
            return verifier.verifySignature(MessageDigest.getInstance("SHA-256").digest(signed), parts[0], parts[1]);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
