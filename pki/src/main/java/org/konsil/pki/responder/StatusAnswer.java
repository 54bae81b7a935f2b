package org.konsil.pki.responder;

import java.time.Instant;
import org.konsil.pki.revocation.RevocationReason;

/**
 * What is said of one certificate.
 *
 * @param certificate which
 * @param state good, revoked or unknown
 * @param thisUpdate when that was known to be so
 * @param nextUpdate from when on it counts for nothing; a lease's end
 */
public record StatusAnswer(CertificateName certificate, State state, Instant thisUpdate, Instant nextUpdate) {

    /** The three states of RFC 6960, section 2.2. */
    public sealed interface State {}

    /** Not revoked, and issued by us. */
    public record Good() implements State {}

    /** Revoked, or on hold. */
    public record Revoked(Instant at, RevocationReason reason) implements State {}

    /** Never issued by us. */
    public record Unknown() implements State {}

    /** An answer has an end, and it comes after its beginning. */
    public StatusAnswer {
        if (!thisUpdate.isBefore(nextUpdate)) {
            throw new IllegalArgumentException("an answer ends after it begins");
        }
    }
}
