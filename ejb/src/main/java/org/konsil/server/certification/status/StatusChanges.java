package org.konsil.server.certification.status;

import java.util.List;
import org.konsil.server.certification.CertificateSerial;

/**
 * Whose status changed since the last look.
 *
 * @param oldest the oldest transaction that was not over then; what commits later has this number or a greater one
 */
record StatusChanges(List<CertificateSerial> serials, long oldest) {

    /** Whether the database was put back since: numbers never fall otherwise. */
    boolean isOfAnotherTime(StatusChanges last) {
        return oldest < last.oldest;
    }
}
