package org.konsil.server.certification.request;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfile.Trait;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.request.CertificationRequest;
import org.konsil.pki.request.CertificationRequestReader;
import org.konsil.pki.request.CsrAttributes;
import org.konsil.pki.request.RequestRefusedException;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ClaimedSubjectException;
import org.konsil.server.certification.EnrolmentForbiddenException;
import org.konsil.server.certification.EnrolmentWay;
import org.konsil.server.certification.FreshSignIn;
import org.konsil.server.certification.StaleAuthenticationException;
import org.konsil.server.certification.UnusableRequestException;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.certification.issuance.CertificateWish;
import org.konsil.server.certification.profile.ProfileBook;

/** Where people come with their requests, for their devices, themselves or the hospital's servers. */
@Stateless
public class EnrolmentDesk {
    @Inject
    ProfileBook profiles;

    @Inject
    Applicants applicants;

    @Inject
    Challenges challenges;

    @Inject
    Orders orders;

    @Inject
    Renewals renewals;

    @Inject
    CertificateIssuance issuance;

    @Inject
    Clock clock;

    /**
     * Which CA certifies this profile.
     *
     * @throws org.konsil.server.certification.UnknownProfileException if there is none of that name
     */
    public IssuingAuthority authority(String profile) {
        return profiles.require(profile).issuer();
    }

    /**
     * What a request must contain, with a challenge for this person.
     *
     * @return CsrAttrs, DER (RFC 7030, section 4.5.2)
     * @throws EnrolmentForbiddenException if they may not ask for this
     */
    public byte[] attributes(Caller caller, String profile) {
        EnrolmentRules.require(profile, EnrolmentWay.EST, caller);
        return CsrAttributes.of(challenges.make(caller, profile));
    }

    /**
     * Gives the holder the certificate, or says that others have to agree; durable when it returns. The same request gets the
     * same answer again, and the certificate once there is one.
     *
     * @param pkcs10 DER, at most 8 KiB
     * @throws EnrolmentForbiddenException if this profile is not given out in this way to this person
     * @throws UnusableRequestException if it is no request, or its signature is not its key's
     * @throws ClaimedSubjectException if it claims names that are not the caller's
     * @throws org.konsil.server.certification.ChallengeRefusedException if EST's challenge is missing, another's or used
     * @throws StaleAuthenticationException if the person signed in too long ago
     * @throws org.konsil.server.certification.EnrolmentRejectedException if an officer refused
     * @throws RuntimeException one of the device feature's refusals, see
     *     {@link org.konsil.server.certification.SubjectDirectory}, or issuance's
     */
    public Enrolment enrol(Caller caller, String profileName, EnrolmentWay way, byte[] pkcs10) {
        EnrolmentRules.require(profileName, way, caller);
        CertificateProfile profile = profiles.require(profileName);
        CertificationRequest request = read(pkcs10, profile);
        Applicant applicant = applicants.require(caller, request, profile);
        requireFresh(caller, profileName, way, request);
        CertificateWish wish =
                new CertificateWish(profileName, request.publicKey(), applicant.names(), applicant.holder());
        return profile.has(Trait.FOUR_EYES)
                ? orders.enrol(caller, applicant, wish)
                : new Enrolment.Issued(issuance.issue(profile, wish));
    }

    /**
     * Gives the holder of a certified key its next certificate, or the present one while that need not be renewed.
     *
     * @param proof the certified key's signature over the request, for devices; see {@link
     *     org.konsil.protocol.certificate.ReenrolmentProof}
     * @throws org.konsil.server.certification.NothingToRenewException if this key has no certificate of this profile that is
     *     good now, or did not sign
     */
    public Enrolment enrolAgain(Caller caller, String profileName, byte[] pkcs10, byte[] proof) {
        EnrolmentRules.require(profileName, EnrolmentWay.EST_AGAIN, caller);
        CertificateProfile profile = profiles.require(profileName);
        CertificationRequest request = read(pkcs10, profile);
        Applicant applicant = applicants.require(caller, request, profile);
        challenges.redeem(caller, profileName, request.challenge(), request.publicKey());
        CertificateWish wish =
                new CertificateWish(profileName, request.publicKey(), applicant.names(), applicant.holder());
        return new Enrolment.Issued(renewals.renew(profile, wish, pkcs10, proof));
    }

    private void requireFresh(Caller caller, String profile, EnrolmentWay way, CertificationRequest request) {
        if (way != EnrolmentWay.EST) {
            FreshSignIn.require(caller, profile, clock.instant());
            return;
        }
        boolean isFresh = FreshSignIn.isNow(caller, clock.instant());
        // Only who comes late has to have come before.
        if (!isFresh && !challenges.isRepeated(caller, profile, request.challenge(), request.publicKey())) {
            throw new StaleAuthenticationException(profile);
        }
        challenges.redeem(caller, profile, request.challenge(), request.publicKey());
    }

    private static CertificationRequest read(byte[] pkcs10, CertificateProfile profile) {
        try {
            return new CertificationRequestReader(profile.keys().permitted()).read(pkcs10);
        } catch (RequestRefusedException refused) {
            throw new UnusableRequestException(refused.reason().name());
        }
    }
}
