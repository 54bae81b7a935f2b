package org.konsil.server.certification.status;

import java.time.Instant;

/**
 * The statement that a device is good until then: its certificate's OCSP response, signed beforehand.
 *
 * @param response DER, as {@code openssl ocsp -respin} reads it
 * @param thisUpdate since when that is known
 * @param nextUpdate from when on it counts for nothing
 */
public record Lease(byte[] response, Instant thisUpdate, Instant nextUpdate) {

    /** Whether it has begun and is not over. */
    boolean isGoodAt(Instant now) {
        return !now.isBefore(thisUpdate) && now.isBefore(nextUpdate);
    }
}
