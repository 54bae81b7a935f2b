package org.konsil.pki;

/** What a fuzzer makes of something good: deep in a structure it would not come by itself. */
public final class Changed {

    private Changed() {}

    /** The good bytes with some changed: of three bytes two say where, the third what. */
    public static byte[] of(byte[] good, byte[] changes) {
        byte[] bytes = good.clone();
        for (int at = 0; at + 2 < changes.length; at += 3) {
            int place = (changes[at] & 0xff) << 8 | changes[at + 1] & 0xff;
            bytes[place % bytes.length] = changes[at + 2];
        }
        return bytes;
    }
}
