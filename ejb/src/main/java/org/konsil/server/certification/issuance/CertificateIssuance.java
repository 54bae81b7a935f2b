package org.konsil.server.certification.issuance;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.KeyAlgorithm;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.KeyHeldException;
import org.konsil.server.certification.NothingToRenewException;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.UnusableRequestException;
import org.konsil.server.certification.profile.ProfileBook;

/** Issues every certificate of the hospital, each with a journal entry that was committed before the CA signed. */
@Stateless
public class CertificateIssuance {
    private static final CertificateSigning.Objections ONE_OR_NOTHING = new CertificateSigning.Objections() {
        @Override
        public void prepared(BoundWish wish, RuntimeException objection) {
            throw objection;
        }

        @Override
        public List<BoundWish> late(List<BoundWish> wishes) {
            return List.of();
        }
    };

    @Inject
    ProfileBook profiles;

    @Inject
    CertifiedKeys keys;

    @Inject
    CertificateSigning signing;

    @Inject
    Clock clock;

    /**
     * Issues a certificate, or gives back the one that this key has, if it need not be renewed yet.
     *
     * @throws KeyHeldException if the key is somebody else's, or its certificate was revoked
     * @throws org.konsil.server.certification.DeviceKeyException if the device has another key, or a revoked certificate
     * @throws UnknownProfileException if there is no such profile, or its CA is not here
     * @throws UnusableRequestException if the profile does not certify keys of this kind
     */
    public IssuedCertificate issue(CertificateWish wish) {
        return issue(profiles.require(wish.profile()), wish);
    }

    /** The same, by the profile as it was read for this request already. */
    public IssuedCertificate issue(CertificateProfile profile, CertificateWish wish) {
        CertifiedKeys.Binding key = requireBound(profile, wish);
        Optional<IssuedCertificate> newest = key.isNew() ? Optional.empty() : findNewest(profile, wish);
        return newest.filter(present -> !isDue(profile, present)).orElseGet(() -> sign(profile, wish, key.keySha256()));
    }

    /**
     * The next certificate of a key that has one which is good now, or that one as long as it need not be renewed.
     *
     * @throws NothingToRenewException if it has none
     * @throws RuntimeException as {@link #issue} does
     */
    public IssuedCertificate renew(CertificateProfile profile, CertificateWish wish) {
        CertifiedKeys.Binding key = requireBound(profile, wish);
        IssuedCertificate present = findNewest(profile, wish)
                .filter(certificate ->
                        clock.instant().isBefore(certificate.notAfter().plusSeconds(1)))
                .orElseThrow(() -> new NothingToRenewException(profile.name()));
        return isDue(profile, present) ? sign(profile, wish, key.keySha256()) : present;
    }

    private CertifiedKeys.Binding requireBound(CertificateProfile profile, CertificateWish wish) {
        if (KeyAlgorithm.find(wish.publicKey())
                .filter(profile.keys().permitted()::contains)
                .isEmpty()) {
            throw new UnusableRequestException("WRONG_KEY_TYPE");
        }
        return keys.requireBound(profile, wish);
    }

    private boolean isDue(CertificateProfile profile, IssuedCertificate present) {
        return profile.lifetime().isRenewalDue(present.notAfter(), clock.instant());
    }

    /** The key's newest certificate of the profile, if it need not be renewed yet; refuses as {@link #issue} does. */
    public Optional<IssuedCertificate> findPresent(CertificateWish wish) {
        CertificateProfile profile = profiles.require(wish.profile());
        return findNewest(profile, wish).filter(present -> !isDue(profile, present));
    }

    private Optional<IssuedCertificate> findNewest(CertificateProfile profile, CertificateWish wish) {
        return keys.findNewest(profile, wish, keys.sha256(wish.publicKey())).map(StoredCertificate::toIssued);
    }

    private IssuedCertificate sign(CertificateProfile profile, CertificateWish wish, byte[] key) {
        return signing.sign(profile, List.of(new BoundWish(wish, key)), ONE_OR_NOTHING)
                .get(0)
                .toIssued();
    }
}
