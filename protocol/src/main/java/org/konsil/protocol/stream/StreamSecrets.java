package org.konsil.protocol.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.konsil.protocol.mls.codec.SecretBytes;

/** Key, base nonce and commitment of one stream (C2SP chunked-encryption, "Key derivation"). */
record StreamSecrets(byte[] key, byte[] baseNonce, byte[] commitment) implements AutoCloseable {

    static final int NONCE_BYTES = 12;

    private static final byte[] PREFIX =
            "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0".getBytes(StandardCharsets.US_ASCII);

    static StreamSecrets derive(SecretBytes inputKey, byte[] salt, byte[] context) {
        if (inputKey.length() != StreamFormat.KEY_BYTES) {
            throw new IllegalArgumentException("a stream's key has 32 bytes");
        }
        byte[] raw = inputKey.copyBytes();
        byte[] all = new byte[StreamFormat.KEY_BYTES + NONCE_BYTES + StreamFormat.COMMITMENT_BYTES];
        try {
            HKDFBytesGenerator expand = new HKDFBytesGenerator(new SHA512Digest());
            expand.init(HKDFParameters.skipExtractParameters(raw, join(PREFIX, salt, context)));
            expand.generateBytes(all, 0, all.length);
            int commitmentAt = StreamFormat.KEY_BYTES + NONCE_BYTES;
            return new StreamSecrets(
                    Arrays.copyOf(all, StreamFormat.KEY_BYTES),
                    Arrays.copyOfRange(all, StreamFormat.KEY_BYTES, commitmentAt),
                    Arrays.copyOfRange(all, commitmentAt, all.length));
        } finally {
            Arrays.fill(raw, (byte) 0);
            Arrays.fill(all, (byte) 0);
        }
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
        Arrays.fill(baseNonce, (byte) 0);
    }

    @Override
    public String toString() {
        return "StreamSecrets";
    }
}
