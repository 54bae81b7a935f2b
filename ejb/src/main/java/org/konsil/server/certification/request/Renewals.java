package org.konsil.server.certification.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.time.Clock;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.NameForm;
import org.konsil.protocol.certificate.ReenrolmentProof;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.NothingToRenewException;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.certification.issuance.CertificateWish;
import org.konsil.server.platform.HospitalSettings;

/** Who may renew without signing in anew: the key of a certificate that is good now. */
@ApplicationScoped
class Renewals {
    @Inject
    CertificateIssuance issuance;

    @Inject
    HospitalSettings hospital;

    @Inject
    Clock clock;

    /**
     * The request's own signature proves the key. A device's key signs nothing without a label, and so the request is vouched
     * for once more under its own.
     */
    void requireProven(CertificateProfile profile, CertificateWish wish, byte[] pkcs10, byte[] proof) {
        IssuedCertificate present = issuance.findNewest(wish)
                .filter(certificate ->
                        clock.instant().isBefore(certificate.notAfter().plusSeconds(1)))
                .orElseThrow(() -> new NothingToRenewException(profile.name()));
        if (profile.names() == NameForm.DEVICE
                && !ReenrolmentProof.of(hospital.host(), pkcs10).isSignedBy(publicKey(present), proof)) {
            throw new NothingToRenewException(profile.name());
        }
    }

    private static PublicKey publicKey(IssuedCertificate certificate) {
        try {
            return Certificates.parse(certificate.chain().get(0)).getPublicKey();
        } catch (CertificateException unreadable) {
            throw new IllegalStateException("a stored certificate cannot be read: " + certificate.serial(), unreadable);
        }
    }
}
