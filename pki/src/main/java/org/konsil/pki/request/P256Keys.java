package org.konsil.pki.request;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.request.RequestRefusedException.Reason;

/** Accepts P-256 public keys only: the named curve, the uncompressed form (RFC 5480), a point on the curve. */
final class P256Keys {

    private static final AlgorithmIdentifier P256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);
    private static final int POINT_BYTES = 65;
    private static final byte UNCOMPRESSED = 4;

    private P256Keys() {}

    static byte[] requireValid(SubjectPublicKeyInfo key) throws RequestRefusedException {
        byte[] point = key.getPublicKeyData().getOctets();
        if (!key.getAlgorithm().equals(P256) || point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
            throw new RequestRefusedException(Reason.WRONG_KEY_TYPE);
        }
        try {
            byte[] der = key.getEncoded(ASN1Encoding.DER);
            // The point is checked against the curve's equation when the key is made.
            KeyFactory.getInstance("EC", PkiProvider.INSTANCE).generatePublic(new X509EncodedKeySpec(der));
            return der;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new RequestRefusedException(Reason.KEY_NOT_ON_CURVE, e);
        }
    }
}
