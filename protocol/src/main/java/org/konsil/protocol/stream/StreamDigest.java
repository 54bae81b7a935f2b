package org.konsil.protocol.stream;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a sealed stream, by which it is recognised from outside (docs/protocol/content.md, the manifest). */
public final class StreamDigest {

    private static final int BUFFER_BYTES = 1 << 17;

    private StreamDigest() {}

    /** A new one, to be fed. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing", missing);
        }
    }

    /** Of everything up to the end; memory does not grow with it. */
    public static byte[] of(InputStream in) throws IOException {
        MessageDigest digest = begin();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return digest.digest();
    }
}
