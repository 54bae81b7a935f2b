package org.konsil.pki.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a chain must be good for.
 *
 * @param at the time that counts
 * @param purpose the extended key usage that the certificate must permit, if it limits itself at all
 * @param peers names that must all be among the certificate's
 * @param maxIntermediates how many CAs may stand between the certificate and the root
 * @param requireStatus whether every certificate must be on no revocation list, of lists that are there and current
 * @param edition by which edition of the rules the certificates were made
 */
public record PathTerms(
        Instant at,
        Optional<String> purpose,
        List<PeerName> peers,
        int maxIntermediates,
        boolean requireStatus,
        Edition edition) {

    /** The two editions that differ in what a CA must do. */
    public enum Edition {
        /** Chains from before 2008: policyConstraints and inhibitAnyPolicy need not be critical. */
        RFC_3280,
        RFC_5280
    }

    /** No hospital's chain is longer. */
    public static final int USUAL_INTERMEDIATES = 8;

    /** For certificates as they are made today. */
    public PathTerms(
            Instant at, Optional<String> purpose, List<PeerName> peers, int maxIntermediates, boolean requireStatus) {
        this(at, purpose, peers, maxIntermediates, requireStatus, Edition.RFC_5280);
    }

    /** Refuses a bound that is none. */
    public PathTerms {
        peers = List.copyOf(peers);
        if (maxIntermediates < 0) {
            throw new IllegalArgumentException("there are no fewer than no intermediates");
        }
    }
}
