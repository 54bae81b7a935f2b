package org.konsil.pki.profile;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What certificates of a kind are good for.
 *
 * @param fixed key uses that every one has
 * @param optional key uses that the hospital may add
 * @param added those that it did add
 * @param purposes the OIDs of the extended key usage, in order; one at least
 * @param purposesCritical whether that extension is critical
 */
public record Usage(
        Set<KeyUse> fixed, Set<KeyUse> optional, Set<KeyUse> added, List<String> purposes, boolean purposesCritical) {

    /** Refuses uses that were not offered. */
    public Usage {
        fixed = Set.copyOf(fixed);
        optional = Set.copyOf(optional);
        added = Set.copyOf(added);
        purposes = List.copyOf(purposes);
        if (!optional.containsAll(added) || fixed.isEmpty()) {
            throw new IllegalArgumentException("a key has its fixed uses and those of its options");
        }
    }

    static Usage signature(String purpose) {
        return new Usage(Set.of(KeyUse.DIGITAL_SIGNATURE), Set.of(), Set.of(), List.of(purpose), false);
    }

    static Usage authority(List<String> purposes) {
        return new Usage(Set.of(KeyUse.KEY_CERT_SIGN, KeyUse.CRL_SIGN), Set.of(), Set.of(), purposes, false);
    }

    Usage withOption(KeyUse use) {
        return new Usage(fixed, Set.of(use), added, purposes, purposesCritical);
    }

    Usage withCriticalPurposes() {
        return new Usage(fixed, optional, added, purposes, true);
    }

    Usage withAdded(Set<KeyUse> uses) {
        return new Usage(fixed, optional, uses, purposes, purposesCritical);
    }

    /** All that the key may do. */
    public Set<KeyUse> uses() {
        Set<KeyUse> all = EnumSet.copyOf(fixed);
        all.addAll(added);
        return Set.copyOf(all);
    }

    boolean covers(Usage narrower) {
        return fixed.equals(narrower.fixed)
                && optional.containsAll(narrower.optional)
                && purposes.equals(narrower.purposes)
                && purposesCritical == narrower.purposesCritical;
    }
}
