package org.konsil.pki.request;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.KeyAlgorithm;
import org.konsil.pki.request.RequestRefusedException.Reason;

/** Reads an issuing CA's request (PKCS#10): a P-384 key and the proof of it; its names are the ceremony's, not the request's. */
public final class AuthorityRequestReader {

    private static final int MAX_BYTES = 8 * 1024;
    private static final AlgorithmIdentifier ECDSA_SHA384 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);

    private AuthorityRequestReader() {}

    /**
     * Checks size, encoding, key and signature.
     *
     * @return the SubjectPublicKeyInfo, DER
     * @throws RequestRefusedException with the first thing that is wrong
     */
    public static byte[] readKey(byte[] der) throws RequestRefusedException {
        if (der.length > MAX_BYTES) {
            throw new RequestRefusedException(Reason.TOO_LARGE);
        }
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(der);
            if (value == null || !Arrays.equals(value.getEncoded(ASN1Encoding.DER), der)) {
                throw new RequestRefusedException(Reason.NOT_DER);
            }
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            byte[] key = request.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER);
            if (KeyAlgorithm.find(key).filter(KeyAlgorithm.P384::equals).isEmpty()) {
                throw new RequestRefusedException(Reason.WRONG_KEY_TYPE);
            }
            requireSigned(request);
            return key;
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new RequestRefusedException(Reason.NOT_A_REQUEST, e);
        }
    }

    private static void requireSigned(PKCS10CertificationRequest request) throws RequestRefusedException {
        if (!request.getSignatureAlgorithm().equals(ECDSA_SHA384)) {
            throw new RequestRefusedException(Reason.WRONG_SIGNATURE_ALGORITHM);
        }
        try {
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(PkiProvider.INSTANCE)
                    .build(request.getSubjectPublicKeyInfo()))) {
                throw new RequestRefusedException(Reason.WRONG_SIGNATURE);
            }
        } catch (PKCSException | OperatorCreationException e) {
            throw new RequestRefusedException(Reason.WRONG_SIGNATURE, e);
        }
    }
}
