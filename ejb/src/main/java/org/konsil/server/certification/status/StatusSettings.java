package org.konsil.server.certification.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long a device is good without asking again, and what clients demand beside it. */
@ApplicationScoped
class StatusSettings implements KnownSettings {
    private static final String LEASE = "konsil.certification.lease";
    private static final String REQUIRE_INCLUSION_PROOF = "konsil.certification.require-inclusion-proof";
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(72);

    @Inject
    @ConfigProperty(name = LEASE, defaultValue = "PT24H")
    Duration lease;

    /** Whether peers demand that a certificate is proven to be in the proof log (N12). */
    @Inject
    @ConfigProperty(name = REQUIRE_INCLUSION_PROOF, defaultValue = "false")
    boolean requireInclusionProof;

    boolean requireInclusionProof() {
        return requireInclusionProof;
    }

    Duration lease() {
        return lease;
    }

    @Override
    public Set<String> names() {
        return Set.of(LEASE, REQUIRE_INCLUSION_PROOF);
    }

    @Override
    public void requireUsable() {
        if (requireInclusionProof) {
            throw new StartRefusedException(
                    REQUIRE_INCLUSION_PROOF + ": this version hands out no inclusion proofs yet");
        }
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new StartRefusedException(LEASE + " must be between " + SHORTEST + " and " + LONGEST);
        }
    }
}
