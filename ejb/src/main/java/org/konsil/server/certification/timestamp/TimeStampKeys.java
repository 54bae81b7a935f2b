package org.konsil.server.certification.timestamp;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.pki.timestamp.TimeStampAuthority;
import org.konsil.server.certification.function.FunctionCertificates;

/**
 * This node's key for time stamps: made when it is first needed, kept in memory, replaced after eleven of the twelve months that
 * it may sign. Its certificate lives on, so that what it stamped can be checked.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TimeStampKeys {
    private static final Duration USE =
            CertificateProfiles.TIME_STAMP.lifetime().keyUse().minus(Duration.ofDays(30));

    @Inject
    FunctionCertificates certificates;

    @Inject
    Clock clock;

    private final SerialNumbers serials = new SerialNumbers(new SecureRandom());
    private @Nullable TimeStampAuthority authority;
    private Instant replaceAt = Instant.EPOCH;

    /** The authority that stamps now. */
    public TimeStampAuthority current() {
        synchronized (serials) {
            Instant now = clock.instant();
            TimeStampAuthority present = authority;
            if (present != null && now.isBefore(replaceAt)) {
                return present;
            }
            FunctionKey key = FunctionKey.generate();
            X509Certificate certificate = certificates.certify(
                    CertificateProfiles.TIME_STAMP.name(), "Time Stamp Authority", key.publicKey());
            TimeStampAuthority next = new TimeStampAuthority(
                    key.certified(certificate), CertificateProfiles.TIME_STAMP.policy(), serials, clock);
            authority = next;
            replaceAt = now.plus(USE);
            return next;
        }
    }
}
