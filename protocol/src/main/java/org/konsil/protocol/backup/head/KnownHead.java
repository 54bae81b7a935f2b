package org.konsil.protocol.backup.head;

import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.Bytes;

/** The newest head that a device, or the person at it, knows of; by it a device notices that the host went back. */
public record KnownHead(long n, Bytes manifest) {

    public static KnownHead of(BackupHead head) {
        return new KnownHead(head.n(), head.manifest());
    }

    /** Refuses a head from before, another of the same number, and a next one that does not follow. */
    public void requireNotOlder(BackupHead head) {
        boolean same = head.n() == n && head.manifest().equals(manifest);
        boolean next = head.n() == n + 1 && head.previous().equals(manifest);
        if (!same && !next && head.n() <= n + 1) {
            throw new BackupRefusedException(BackupFault.HEAD_ROLLED_BACK);
        }
    }
}
