package org.konsil.server.certification.request;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.request.PortableKey;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.EnrolmentWay;
import org.konsil.server.certification.FreshSignIn;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.StaleAuthenticationException;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.certification.issuance.CertificateWish;
import org.konsil.server.certification.profile.ProfileBook;

/** Makes keys for those who cannot make their own, such as old servers; nothing of a key stays here. */
@Stateless
public class KeyCounter {
    @Inject
    ProfileBook profiles;

    @Inject
    Applicants applicants;

    @Inject
    CertificateIssuance issuance;

    @Inject
    Clock clock;

    /**
     * A new P-256 key with its certificate.
     *
     * @param names the server's DNS names
     * @throws org.konsil.server.certification.EnrolmentForbiddenException if the profile is not handed out, or not to them
     * @throws StaleAuthenticationException if the person signed in too long ago
     * @throws org.konsil.server.certification.ClaimedSubjectException if the CA may not certify a name
     */
    public HandedOut handOut(Caller caller, String profileName, List<String> names) {
        EnrolmentRules.require(profileName, EnrolmentWay.HANDOUT, caller);
        CertificateProfile profile = profiles.require(profileName);
        if (caller.authenticatedAt().plus(FreshSignIn.LIFE).isBefore(clock.instant())) {
            throw new StaleAuthenticationException(profileName);
        }
        Applicant applicant = applicants.server(names, profile);
        PortableKey key = PortableKey.generate();
        IssuedCertificate certificate = issuance.issue(
                new CertificateWish(profileName, key.publicKey(), applicant.names(), applicant.holder()));
        char[] password = PortableKey.newPassword();
        return new HandedOut(certificate, key.pkcs12(certificate.chain(), password), password);
    }
}
