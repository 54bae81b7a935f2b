package org.konsil.protocol.mls.crypto;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

/** A key pair of the suite's KEM: X25519 raw, or P-256 as uncompressed point and 32-byte scalar. */
public record HpkeKeyPair(Bytes publicKey, SecretBytes privateKey) implements AutoCloseable {

    public HpkeKeyPair copy() {
        return new HpkeKeyPair(publicKey, privateKey.copy());
    }

    @Override
    public void close() {
        privateKey.close();
    }
}
