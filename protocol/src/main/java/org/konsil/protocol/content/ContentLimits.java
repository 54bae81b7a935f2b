package org.konsil.protocol.content;

/** What is taken (docs/protocol/content.md, "Limits"). The app has the same numbers. */
public final class ContentLimits {

    public static final int MAX_CONTENT_BYTES = 192 * 1024;
    public static final int MAX_TEXT_BYTES = 32 * 1024;
    public static final int MAX_PART_BYTES = 128 * 1024;
    public static final int MAX_PARTS = 64;
    public static final int MAX_NAME_BYTES = 255;
    public static final int MAX_MEDIA_TYPE_BYTES = 127;
    public static final int MAX_SIGNATURE_BYTES = 72;
    /** Ten years. */
    public static final int MAX_EXPIRY_SECONDS = 10 * 365 * 24 * 3600;
    /** Of a sealed attachment. */
    public static final long MAX_ATTACHMENT_BYTES = 2L << 30;
    /** Counters and numbers that JavaScript counts exactly. */
    public static final long MAX_NUMBER = (1L << 53) - 1;

    public static final int ID_BYTES = 16;
    public static final int HASH_BYTES = 32;

    private ContentLimits() {}
}
