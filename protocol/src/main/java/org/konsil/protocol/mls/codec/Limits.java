package org.konsil.protocol.mls.codec;

/** The largest things that are read at all; what is longer is refused before it is looked at. */
public final class Limits {

    /** One MLS message or structure. A ratchet tree of 500 devices with their chains is about 700 kB. */
    public static final int MESSAGE_BYTES = 4 << 20;

    /** Leaves of a ratchet tree. */
    public static final int LEAVES = 1 << 13;

    /** Nodes of a ratchet tree with that many leaves. */
    public static final int NODES = 2 * LEAVES - 1;

    /** Entries of any other list. */
    public static final int ENTRIES = 1 << 13;

    /** Entries of the short lists in a leaf: extensions, capabilities, certificates. */
    public static final int SHORT_LIST = 256;

    private Limits() {}
}
