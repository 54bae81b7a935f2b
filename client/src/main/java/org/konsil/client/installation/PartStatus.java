package org.konsil.client.installation;

import java.util.OptionalLong;
import org.konsil.client.installation.process.Part;

/**
 * How one part is doing.
 *
 * @param part which one
 * @param version of the program
 * @param pid of its process, if it runs
 * @param address where it answers
 * @param health what it answers
 */
public record PartStatus(Part part, String version, OptionalLong pid, String address, Health health) {

    /** What can be said about a part. */
    public enum Health {
        /** It answers as it should. */
        READY,
        /** Its process lives, but it does not answer as it should. */
        NOT_READY,
        /** It does not run. */
        STOPPED
    }
}
