package org.konsil.protocol.session;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;

/**
 * What a device signs to open a session: for one host, one challenge, one token and one moment, under a label of its own.
 *
 * @param host the host that the device connected to
 * @param serverNonce of the challenge
 * @param clientNonce the device's own
 * @param tokenHash see {@link #hash}
 * @param atMillis the device's clock, milliseconds since 1970
 */
public record SessionProof(String host, Bytes serverNonce, Bytes clientNonce, Bytes tokenHash, long atMillis)
        implements MlsStruct {

    /** Bytes of either nonce. */
    public static final int NONCE_BYTES = 32;

    private static final String LABEL = "Konsil session 1";

    /** SHA-256 of the access token's characters. */
    public static Bytes hash(String token) {
        return CipherSuite.P256.hash(token.getBytes(StandardCharsets.US_ASCII));
    }

    /** Signs with the device's certified key; DER. */
    public Bytes sign(PrivateKey key) {
        return CipherSuite.P256.signWithLabel(key, LABEL, encode());
    }

    /** Whether this key made the signature over exactly this. */
    public boolean isSignedBy(PublicKey key, Bytes signature) {
        return CipherSuite.P256.verifyWithLabel(key, LABEL, encode(), signature);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(host.getBytes(StandardCharsets.UTF_8))
                .opaque(serverNonce)
                .opaque(clientNonce)
                .opaque(tokenHash)
                .u64(atMillis);
    }
}
