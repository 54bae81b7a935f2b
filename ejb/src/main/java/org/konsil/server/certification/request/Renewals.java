package org.konsil.server.certification.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.konsil.pki.PkiProvider;
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

    /**
     * The request's own signature proves the key. A device's key signs nothing without a label, and so the request is vouched
     * for once more under its own.
     */
    IssuedCertificate renew(CertificateProfile profile, CertificateWish wish, byte[] pkcs10, byte[] proof) {
        if (profile.names() == NameForm.DEVICE
                && !ReenrolmentProof.of(hospital.host(), pkcs10).isSignedBy(key(wish.publicKey()), proof)) {
            throw new NothingToRenewException(profile.name());
        }
        return issuance.renew(profile, wish);
    }

    private static PublicKey key(byte[] subjectPublicKeyInfo) {
        try {
            return KeyFactory.getInstance("EC", PkiProvider.INSTANCE)
                    .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that the reader took cannot be read", e);
        }
    }
}
