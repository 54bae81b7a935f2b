package org.konsil.pki.profile;

import java.util.Set;

/**
 * Which keys are certified.
 *
 * @param preset what a key is made as if Konsil makes it
 * @param permitted what is accepted
 */
public record KeyRule(KeyAlgorithm preset, Set<KeyAlgorithm> permitted) {

    /** The preset is permitted. */
    public KeyRule {
        permitted = Set.copyOf(permitted);
        if (!permitted.contains(preset)) {
            throw new IllegalArgumentException("the preset key is not permitted");
        }
    }

    static KeyRule only(KeyAlgorithm algorithm) {
        return new KeyRule(algorithm, Set.of(algorithm));
    }

    boolean covers(KeyRule narrower) {
        return permitted.containsAll(narrower.permitted);
    }
}
