package org.konsil.protocol.backup;

/** What is taken (docs/protocol/backup.md, "Limits"). The app has the same numbers. */
public final class BackupLimits {

    public static final int VERSION = 1;
    public static final int ID_BYTES = 16;
    public static final int HASH_BYTES = 32;
    public static final int KEY_BYTES = 32;
    /** Of what is sealed in one object, before its padding: everything is checked as a whole, in memory. */
    public static final int MAX_CONTENT_BYTES = (4 << 20) - 64;
    /** Segments in one index page: a changed page is small whatever the size of the whole. */
    public static final int MAX_PAGE_SEGMENTS = 256;
    /** Pages of all restore points of a manifest together. */
    public static final int MAX_PAGES = 8192;
    /** 7 daily, 5 weekly, 12 monthly, and the one of today. */
    public static final int MAX_RESTORE_POINTS = 25;
    /** Numbers that JavaScript counts exactly. */
    public static final long MAX_NUMBER = (1L << 53) - 1;

    private BackupLimits() {}
}
