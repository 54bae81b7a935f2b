package org.konsil.pki.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long certificates of a kind live.
 *
 * @param preset from notBefore to notAfter, both included
 * @param longest what {@code preset} may be at most
 * @param renewBefore how long before its end a certificate may be replaced
 * @param keyUse how long the key signs (privateKeyUsagePeriod, for keys whose signatures are checked much later); the whole
 *     life if equal to {@code preset}
 */
public record Lifetime(Duration preset, Duration longest, Duration renewBefore, Duration keyUse) {

    /** How long before its issuance a certificate begins, for clocks that are behind. */
    public static final Duration BACKDATE = Duration.ofMinutes(5);

    /** No certificate of anybody lives longer; a typing error must not make one for a century. */
    private static final Duration CAP = Duration.ofDays(10 * 366);

    /** Refuses nonsense. */
    public Lifetime {
        for (Duration duration : List.of(preset, longest, renewBefore, keyUse)) {
            if (duration.isNegative() || duration.isZero() || duration.toNanosPart() != 0) {
                throw new IllegalArgumentException("a lifetime is positive, in whole seconds");
            }
        }
        if (preset.compareTo(longest) > 0 || longest.compareTo(CAP) > 0) {
            throw new IllegalArgumentException("a certificate lives at most " + longest + ", and never over " + CAP);
        }
        if (renewBefore.compareTo(preset) >= 0 || keyUse.compareTo(preset) > 0) {
            throw new IllegalArgumentException("renewal and use of the key lie inside the life");
        }
    }

    static Lifetime ofDays(int life, int renewBefore) {
        return ofDays(life, renewBefore, life);
    }

    static Lifetime ofDays(int life, int renewBefore, int keyUse) {
        Duration whole = Duration.ofDays(life);
        return new Lifetime(whole, whole, Duration.ofDays(renewBefore), Duration.ofDays(keyUse));
    }

    /** Whether a certificate that ends then may be replaced now. */
    public boolean isRenewalDue(Instant end, Instant now) {
        return !now.plus(renewBefore).isBefore(end);
    }

    /** Whether the key stops signing before the certificate ends. */
    public boolean limitsKeyUse() {
        return keyUse.compareTo(preset) < 0;
    }

    boolean covers(Lifetime narrower) {
        return narrower.longest.compareTo(longest) <= 0 && narrower.keyUse.compareTo(keyUse) <= 0;
    }
}
