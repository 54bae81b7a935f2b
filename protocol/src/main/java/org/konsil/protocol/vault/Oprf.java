package org.konsil.protocol.vault;

import static org.konsil.protocol.vault.HashToCurve.ascii;
import static org.konsil.protocol.vault.HashToCurve.join;

/** The names and lengths of suite P256-SHA256, mode OPRF (RFC 9497, sections 3.1 and 4.3). */
final class Oprf {

    /** CreateContextString: mode 0x00. */
    private static final byte[] CONTEXT = join(ascii("OPRFV1-"), new byte[] {0}, ascii("-P256-SHA256"));

    static final byte[] GROUP_TAG = join(ascii("HashToGroup-"), CONTEXT);
    static final byte[] KEY_TAG = join(ascii("DeriveKeyPair"), CONTEXT);

    private Oprf() {}

    /** A length of two bytes in front (RFC 9497, section 1.2: lengths are I2OSP(len, 2)). */
    static byte[] sized(byte[] bytes) {
        if (bytes.length > 0xffff) {
            throw new IllegalArgumentException("longer than its length can say");
        }
        return join(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }
}
