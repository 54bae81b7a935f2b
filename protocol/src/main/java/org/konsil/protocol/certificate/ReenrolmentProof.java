package org.konsil.protocol.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.MlsCryptoException;

/**
 * What a device signs with its certified key to get its next certificate (docs/protocol/labels.md, "Konsil re-enrolment 1").
 *
 * @param host the server's, as the device reached it
 * @param requestHash SHA-256 of the PKCS#10 request, DER, which carries the server's challenge
 */
public record ReenrolmentProof(String host, Bytes requestHash) implements MlsStruct {
    private static final String LABEL = "Konsil re-enrolment 1";

    /** The proof for this request. */
    public static ReenrolmentProof of(String host, byte[] pkcs10) {
        try {
            return new ReenrolmentProof(
                    host, Bytes.of(MessageDigest.getInstance("SHA-256").digest(pkcs10)));
        } catch (NoSuchAlgorithmException missing) {
            throw new MlsCryptoException("SHA-256 is missing", missing);
        }
    }

    /** ECDSA P-256 with SHA-256, DER. */
    public byte[] sign(PrivateKey deviceKey) {
        return CipherSuite.P256.signWithLabel(deviceKey, LABEL, encode()).toArray();
    }

    /** Whether this key made the signature; a key that is not P-256 never did. */
    public boolean isSignedBy(PublicKey deviceKey, byte[] signature) {
        return CipherSuite.P256.verifyWithLabel(deviceKey, LABEL, encode(), Bytes.of(signature));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(host.getBytes(StandardCharsets.UTF_8)).opaque(requestHash);
    }
}
