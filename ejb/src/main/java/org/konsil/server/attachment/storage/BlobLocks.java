package org.konsil.server.attachment.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.konsil.server.attachment.BlobName;

/** One at a time for each blob, on this node; two blobs share a lock now and then. Held over disks, never over the network. */
@ApplicationScoped
class BlobLocks {

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(256).toArray(ReentrantLock[]::new);

    /** To be unlocked. */
    ReentrantLock lock(BlobName name) {
        ReentrantLock lock = locks[Math.floorMod(name.hashCode(), locks.length)];
        lock.lock();
        return lock;
    }
}
