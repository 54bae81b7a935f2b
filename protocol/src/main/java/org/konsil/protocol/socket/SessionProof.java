package org.konsil.protocol.socket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.MlsCryptoException;

/** What a device signs to open a session (docs/protocol/labels.md, "Konsil session 1"). */
public record SessionProof(String host, Bytes serverNonce, Bytes clientNonce, Bytes tokenHash, Instant at)
        implements MlsStruct {

    public static final int NONCE_BYTES = 32;

    private static final String LABEL = "Konsil session 1";

    public SessionProof {
        if (serverNonce.length() != NONCE_BYTES || clientNonce.length() != NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has " + NONCE_BYTES + " bytes");
        }
    }

    /** SHA-256 of the access token's ASCII bytes. */
    public static Bytes hashToken(String token) {
        try {
            byte[] ascii = token.getBytes(StandardCharsets.US_ASCII);
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (NoSuchAlgorithmException missing) {
            throw new MlsCryptoException("SHA-256 is missing", missing);
        }
    }

    /** The signature for {@code Hello}: ECDSA P-256 with SHA-256, DER. */
    public byte[] sign(PrivateKey deviceKey) {
        return CipherSuite.P256.signWithLabel(deviceKey, LABEL, encode()).toArray();
    }

    /** Whether the certified key of the device made this signature; a key that is not P-256 never did. */
    public boolean isSignedBy(PublicKey deviceKey, byte[] signature) {
        return CipherSuite.P256.verifyWithLabel(deviceKey, LABEL, encode(), Bytes.of(signature));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(host.getBytes(StandardCharsets.UTF_8))
                .opaque(serverNonce)
                .opaque(clientNonce)
                .opaque(tokenHash)
                .u64(at.toEpochMilli());
    }
}
