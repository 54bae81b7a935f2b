package org.konsil.server.certification.issuance;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.SubjectNames;
import org.konsil.server.certification.CertificateIssued;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.authority.Authorities;

/**
 * What a CA of ours certified before there was a database: at the ceremony, or when the server's names changed while it was
 * stopped. Entered here it is in the inventory and the proof log, has a status and can be revoked like any other.
 */
@Stateless
public class CeremonyCertificates {
    /** Whatever is certified without the database points to the first list. */
    private static final int SHARD = 1;

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Authorities authorities;

    @Inject
    CertifiedKeys keys;

    @Inject
    Event<CertificateIssued> issued;

    @Inject
    Clock clock;

    /**
     * Enters it, if it is not known.
     *
     * @param names as the certificate has them
     * @return whether it was entered; it is not if this CA did not sign it
     */
    public boolean enter(CertificateProfile profile, SubjectNames names, Holder holder, X509Certificate certificate) {
        CertificateSerial serial = new CertificateSerial(certificate.getSerialNumber());
        if (entities.find(JournalEntry.class, serial.toString()) != null || !isOurs(profile, certificate)) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] publicKey = certificate.getPublicKey().getEncoded();
        byte[] key = keys.requireBound(profile, new CertificateWish(profile.name(), publicKey, names, holder))
                .keySha256();
        JournalEntry entry = JournalEntry.finished(profile, certificate, holder, SHARD, now);
        entities.persist(entry);
        entities.persist(
                new StoredCertificate(entry, holder, certificate, authorities.certificate(profile.issuer()), key));
        issued.fire(new CertificateIssued(
                Certificates.issuerKeyId(certificate),
                serial,
                Certificates.sha256(certificate),
                Optional.empty(),
                now));
        return true;
    }

    private boolean isOurs(CertificateProfile profile, X509Certificate certificate) {
        if (!authorities.present().contains(profile.issuer())) {
            return false;
        }
        X509Certificate ca = authorities.signer(profile.issuer()).certificate();
        String list = authorities.addresses().revocationList(profile.issuer(), SHARD);
        try {
            certificate.verify(ca.getPublicKey(), PkiProvider.INSTANCE);
            return List.of(list).equals(Certificates.revocationLists(certificate));
        } catch (GeneralSecurityException another) {
            return false; // not an error: the CA before this one, or somebody else's
        }
    }
}
