package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.server.certification.CertificateSerial;

/** How the newest certificates of many keys stand, in one question. */
@ApplicationScoped
class NewestCertificates {
    private static final String NEWEST = "select c from StoredCertificate c where c.keySha256 in :keys"
            + " and c.profile like :profile and not exists (select n from StoredCertificate n"
            + " where n.keySha256 = c.keySha256 and n.profile like :profile and n.issuedAt > c.issuedAt)";
    private static final String REVOKED = "select r.serial from StoredRevocation r where r.serial in :serials";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    /** Those whose newest certificate is the one that they were read with, is theirs, older than that, and good now. */
    Map<BatchIssuance.Renewal, BoundWish> living(
            CertificateProfile profile, Map<BatchIssuance.Renewal, BoundWish> bound, Instant before) {
        Map<BatchIssuance.Renewal, BoundWish> living = new LinkedHashMap<>();
        if (bound.isEmpty()) {
            return living;
        }
        Map<String, StoredCertificate> newest = newest(profile, bound);
        Set<String> revoked =
                revoked(newest.values().stream().map(StoredCertificate::serial).toList());
        Instant now = clock.instant();
        bound.forEach((renewal, wish) -> {
            StoredCertificate certificate = newest.get(hex(wish.keySha256()));
            if (certificate != null
                    && certificate.serial().equals(renewal.present().toString())
                    && certificate.belongsTo(wish.holder())
                    && certificate.issuedAt().isBefore(before)
                    && now.isBefore(certificate.notAfter().plusSeconds(1))
                    && !revoked.contains(certificate.serial())) {
                living.put(renewal, wish);
            }
        });
        newest.values().forEach(entities::detach);
        return living;
    }

    private Map<String, StoredCertificate> newest(
            CertificateProfile profile, Map<BatchIssuance.Renewal, BoundWish> bound) {
        return entities.createQuery(NEWEST, StoredCertificate.class)
                .setParameter(
                        "keys",
                        bound.values().stream().map(BoundWish::keySha256).toList())
                .setParameter("profile", profile.name() + "/%")
                .getResultStream()
                .collect(Collectors.toMap(found -> hex(found.keySha256()), found -> found, (one, other) -> one));
    }

    /** Those whose certificate was revoked or held in the meantime. */
    List<BoundWish> revoked(List<BoundWish> wishes, Map<BoundWish, BatchIssuance.Renewal> renewals) {
        Map<BoundWish, String> serials = wishes.stream()
                .collect(Collectors.toMap(wish -> wish, wish -> serial(Objects.requireNonNull(renewals.get(wish)))));
        Set<String> revoked = revoked(List.copyOf(serials.values()));
        return wishes.stream()
                .filter(wish -> revoked.contains(serials.get(wish)))
                .toList();
    }

    private Set<String> revoked(List<String> serials) {
        return serials.isEmpty()
                ? Set.of()
                : Set.copyOf(entities.createQuery(REVOKED, String.class)
                        .setParameter("serials", serials)
                        .getResultList());
    }

    private static String serial(BatchIssuance.Renewal renewal) {
        CertificateSerial present = renewal.present();
        return present.toString();
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
