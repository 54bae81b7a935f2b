package org.konsil.server.certification.order;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.acme.ServerAccounts;
import org.konsil.server.certification.acme.SignedRequest;
import org.konsil.server.certification.revocation.CertificateRevoker;

/** A server ends its own certificate (RFC 8555, section 7.6). */
@Stateless
public class ServerRevocation {

    /** RFC 5280, section 5.3.1; a hold is for officers, the rest says nothing of a server. */
    private static final Set<RevocationReason> REASONS = EnumSet.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.PRIVILEGE_WITHDRAWN);

    @Inject
    ServerCertificates certificates;

    @Inject
    ServerAccounts accounts;

    @Inject
    OrderTable orders;

    @Inject
    CertificateRevoker revoker;

    @Inject
    Clock clock;

    /**
     * Revokes for the account that got it or has proven all its names, or for the holder of its key.
     *
     * @param der the certificate
     * @param reason the code of RFC 5280; nothing is 0
     */
    public void revoke(SignedRequest request, byte[] der, Optional<Integer> reason) {
        int code = reason.orElse(0);
        RevocationReason why = REASONS.stream()
                .filter(known -> known.code() == code)
                .findFirst()
                .orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.UNKNOWN_REASON));
        ServerCertificate certificate = require(der);
        boolean permitted = request.signer()
                .map(account -> isForAccount(account, certificate))
                .orElseGet(() -> accounts.isKeyOf(request, leaf(certificate).getPublicKey()));
        if (!permitted) {
            throw new AcmeRefusedException(AcmeRefusal.REVOCATION_FORBIDDEN);
        }
        if (certificate.isRevoked()) {
            throw new AcmeRefusedException(AcmeRefusal.ALREADY_REVOKED);
        }
        String by = request.signer().map(account -> "acme:" + account).orElse("acme:key");
        revoker.revoke(by, certificate.serial(), why);
    }

    private ServerCertificate require(byte[] der) {
        try {
            return certificates.find(der).orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.NOT_FOUND));
        } catch (IllegalArgumentException malformed) {
            throw new AcmeRefusedException(AcmeRefusal.MALFORMED);
        }
    }

    private boolean isForAccount(UUID account, ServerCertificate certificate) {
        List<String> names = Certified.dnsNames(leaf(certificate));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return orders.findOwner(certificate.serial()).equals(Optional.of(account))
                || orders.countProven(account, names, now) == names.size();
    }

    private static X509Certificate leaf(ServerCertificate certificate) {
        return ServerCertificates.parse(certificate.chain().get(0));
    }
}
