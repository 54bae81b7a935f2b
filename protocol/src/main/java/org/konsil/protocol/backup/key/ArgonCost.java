package org.konsil.protocol.backup.key;

import org.konsil.protocol.backup.BackupFormat;

/**
 * What one guess of a passphrase costs (RFC 9106, section 3.1). The host keeps these numbers, so both ends are bounded: less
 * would let it make guessing cheap, more would let it keep a device busy for ever.
 */
public record ArgonCost(int memoryKib, int passes, int lanes) {

    /** 64 MiB and three passes, as RFC 9106, section 4 recommends second; one lane, since browsers have no threads for it. */
    public static final ArgonCost DEFAULT = new ArgonCost(64 * 1024, 3, 1);

    private static final int MOST_MEMORY_KIB = 512 * 1024;
    private static final int MOST_PASSES = 16;
    private static final int MOST_LANES = 4;

    public ArgonCost {
        BackupFormat.require(memoryKib >= 64 * 1024 && memoryKib <= MOST_MEMORY_KIB);
        BackupFormat.require(passes >= 3 && passes <= MOST_PASSES);
        BackupFormat.require(lanes >= 1 && lanes <= MOST_LANES);
    }
}
