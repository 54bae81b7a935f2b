package org.konsil.server.certification.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.server.certification.CertificateSerial;

/** The certificates of the hospital's servers; those of devices and people are not to be found here. */
@ApplicationScoped
class ServerCertificates {

    private static final String BY_SERIAL = "select c.der, c.issuer_der, c.not_after, r.serial is not null"
            + " from certificate c left join certificate_revocation r on r.serial = c.serial"
            + " where c.serial = :serial and c.profile like :profile";
    private static final int MAX_SERIAL_BYTES = 20;

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    Optional<ServerCertificate> find(CertificateSerial serial) {
        return entities.createNativeQuery(BY_SERIAL, Object[].class)
                .setParameter("serial", serial.toString())
                .setParameter("profile", CertificateProfiles.TLS_SERVER.name() + "/%")
                .getResultStream()
                .findFirst()
                .map(row -> of(serial, (Object[]) row));
    }

    /** By its own bytes; one that only has the same serial is another. */
    Optional<ServerCertificate> find(byte[] der) {
        return find(serialOf(der)).filter(found -> Arrays.equals(found.chain().get(0), der));
    }

    /** By the name of RFC 9773, section 4.1: authority key identifier and serial, base64url, a dot between. */
    Optional<ServerCertificate> findNamed(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            byte[] serial = Base64.getUrlDecoder().decode(parts[1]);
            if (serial.length == 0 || serial.length > MAX_SERIAL_BYTES || serial[0] < 0) {
                return Optional.empty();
            }
            String keyId = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(parts[0]));
            return find(new CertificateSerial(new BigInteger(serial)))
                    .filter(found -> Certificates.issuerKeyId(
                                    parse(found.chain().get(0)))
                            .equals(keyId));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static ServerCertificate of(CertificateSerial serial, Object[] row) {
        List<byte[]> chain = List.of((byte[]) row[0], (byte[]) row[1]);
        return new ServerCertificate(serial, chain, (Instant) row[2], (boolean) row[3]);
    }

    private static CertificateSerial serialOf(byte[] der) {
        return new CertificateSerial(parse(der).getSerialNumber());
    }

    /** @throws IllegalArgumentException if it is no certificate */
    static X509Certificate parse(byte[] der) {
        try {
            return Certificates.parse(der);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }
}
