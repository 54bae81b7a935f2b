package org.konsil.server.certification.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.responder.StatusResponder;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.function.FunctionCertificates;

/**
 * The delegated signers of this node, one for each CA (RFC 6960, section 4.2.2.2). Their keys are made when they are first
 * needed, live in memory and are never stored: a node that starts has new ones, and so has each after a week.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class StatusSigners {
    /** Half of a signer's life. */
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(7);

    @Inject
    FunctionCertificates certificates;

    @Inject
    Authorities authorities;

    @Inject
    Clock clock;

    private final Map<IssuingAuthority, StatusResponder> signers = new EnumMap<>(IssuingAuthority.class);

    /** The CA's signer, renewed if half of its life is over. */
    public StatusResponder of(IssuingAuthority authority) {
        synchronized (signers) {
            StatusResponder present = signers.get(authority);
            if (present != null && clock.instant().plus(RENEW_BEFORE_END).isBefore(present.usableUntil())) {
                return present;
            }
            StatusResponder next = make(authority);
            signers.put(authority, next);
            return next;
        }
    }

    /** When the first of them ends; the far future if none was needed yet. */
    public Instant soonestEnd() {
        synchronized (signers) {
            return signers.values().stream()
                    .map(StatusResponder::usableUntil)
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
        }
    }

    /** Renews those that are due, so that no question has to wait for it. */
    public void renewDue() {
        authorities.present().forEach(this::of);
    }

    private StatusResponder make(IssuingAuthority authority) {
        String name = authority.name().charAt(0) + authority.name().substring(1).toLowerCase(Locale.ROOT);
        FunctionKey key = FunctionKey.generate();
        X509Certificate certificate =
                certificates.certify(Authorities.text(authority) + "-ocsp", name + " CA OCSP", key.publicKey());
        return new StatusResponder(key.certified(certificate));
    }
}
