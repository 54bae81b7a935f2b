package org.konsil.pki.profile;

import java.time.Duration;

/**
 * The rules for one kind of certificate; it never changes, a change is a new version.
 *
 * @param name the kind
 * @param version counted from 1
 * @param life from notBefore to notAfter, both included
 * @param backdate how long before its issuance a certificate begins, for clocks that are behind
 * @param purpose the OID of its only extended key usage
 */
public record CertificateProfile(String name, int version, Duration life, Duration backdate, String purpose) {

    private static final Duration MAX_LIFE = Duration.ofDays(90);

    /** The certificate of a staff member's device: docs/protocol/certificates.md. */
    public static final CertificateProfile STAFF_DEVICE =
            new CertificateProfile("staff-device", 1, Duration.ofDays(90), Duration.ofMinutes(5), "1.3.6.1.5.5.7.3.40");

    /** Refuses nonsense, so that no typing error can make a certificate that lives for years. */
    public CertificateProfile {
        boolean wholeSeconds = life.toNanosPart() == 0 && backdate.toNanosPart() == 0;
        if (!wholeSeconds || life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException("a profile's life is positive, in whole seconds, at most " + MAX_LIFE);
        }
        if (backdate.isNegative() || backdate.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("certificates begin at most an hour before their issuance");
        }
    }

    /** Name and version, as the journal keeps it. */
    public String id() {
        return name + "/" + version;
    }
}
