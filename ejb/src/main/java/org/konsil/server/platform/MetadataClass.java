package org.konsil.server.platform;

import java.time.Instant;
import java.util.Optional;

/**
 * Metadata of one kind that goes when its time is up (C3); implemented by whoever stores it, listed in
 * docs/operations/metadata.md.
 */
public interface MetadataClass {

    /** As in the list. */
    String name();

    /** Deletes what is over, in the caller's transaction; gives the number of rows. */
    long purge();

    /** When the oldest that is left began; nothing if there is none, or only its end is stored. */
    Optional<Instant> oldest();
}
