package org.konsil.protocol.mls.crypto;

import org.konsil.protocol.mls.codec.SecretBytes;

/** Key and nonce of one encryption. */
public record AeadKey(SecretBytes key, SecretBytes nonce) implements AutoCloseable {

    public AeadKey copy() {
        return new AeadKey(key.copy(), nonce.copy());
    }

    @Override
    public void close() {
        key.close();
        nonce.close();
    }
}
