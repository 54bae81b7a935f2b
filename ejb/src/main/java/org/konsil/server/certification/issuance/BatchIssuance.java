package org.konsil.server.certification.issuance;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.KeyAlgorithm;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.ReissueRefusal;

/**
 * Issues the next certificates of many certified keys, in the caller's transaction. Everything that {@link CertificateIssuance}
 * checks of one is checked of each; what it refuses is refused by name, and the others go on.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class BatchIssuance {
    @Inject
    NewestCertificates newest;

    @Inject
    CertifiedKeys keys;

    @Inject
    CertificateSigning signing;

    /**
     * A key's next certificate.
     *
     * @param present the serial of its newest one
     */
    public record Renewal(CertificateSerial present, CertificateWish wish) {}

    /**
     * What became of them; who is in neither has a newer certificate by now, or lost the old one.
     *
     * @param issued how many
     * @param refused by the serial of the certificate that they have
     */
    public record Outcome(int issued, Map<CertificateSerial, ReissueRefusal> refused) {}

    /**
     * Issues them, whether or not they are due.
     *
     * @param before a key that got a certificate since then is left alone
     * @throws org.konsil.server.certification.UnknownProfileException if the profile's CA is not here
     * @throws RuntimeException if the CA cannot sign; nothing is issued then
     */
    public Outcome issue(CertificateProfile profile, List<Renewal> renewals, Instant before) {
        Map<CertificateSerial, ReissueRefusal> refused = new HashMap<>();
        List<Renewal> permitted = new ArrayList<>();
        for (Renewal renewal : renewals) {
            if (isPermitted(profile, renewal.wish())) {
                permitted.add(renewal);
            } else {
                refused.put(renewal.present(), ReissueRefusal.KEY_NOT_PERMITTED);
            }
        }
        Map<Renewal, BoundWish> bound =
                keys.findBound(permitted, renewal -> refused.put(renewal.present(), ReissueRefusal.KEY_OF_ANOTHER));
        // Only now: whoever asks for one of these keys at this moment waits, or was before us and has a newer one.
        Map<Renewal, BoundWish> living = newest.living(profile, bound, before);
        Map<BoundWish, Renewal> back = new HashMap<>();
        living.forEach((renewal, wish) -> back.put(wish, renewal));
        int issued = signing.sign(profile, List.copyOf(living.values()), objections(back, refused))
                .size();
        return new Outcome(issued, refused);
    }

    private static boolean isPermitted(CertificateProfile profile, CertificateWish wish) {
        return KeyAlgorithm.find(wish.publicKey())
                .filter(profile.keys().permitted()::contains)
                .isPresent();
    }

    private CertificateSigning.Objections objections(
            Map<BoundWish, Renewal> back, Map<CertificateSerial, ReissueRefusal> refused) {
        return new CertificateSigning.Objections() {
            @Override
            public void prepared(BoundWish wish, RuntimeException objection) {
                refused.put(
                        java.util.Objects.requireNonNull(back.get(wish)).present(), ReissueRefusal.AGAINST_THE_RULES);
            }

            @Override
            public List<BoundWish> late(List<BoundWish> wishes) {
                return newest.revoked(wishes, back);
            }
        };
    }
}
