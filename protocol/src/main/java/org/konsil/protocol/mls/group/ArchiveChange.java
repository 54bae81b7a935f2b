package org.konsil.protocol.mls.group;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * What one step changed of a group's {@link GroupArchive}: parts to put, each in the place of the one before, and names of
 * parts to delete. All of it takes effect together in storage, or nothing; what is deleted must be gone.
 */
public record ArchiveChange(SortedMap<String, SecretBytes> put, SortedSet<String> gone) implements AutoCloseable {

    public ArchiveChange {
        put = Collections.unmodifiableSortedMap(new TreeMap<>(put));
        gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
    }

    @Override
    public void close() {
        put.values().forEach(SecretBytes::close);
    }
}
