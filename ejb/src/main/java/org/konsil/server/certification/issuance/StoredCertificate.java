package org.konsil.server.certification.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.DeviceCertificate;

/** A row of the table {@code certificate}; it never changes, a revocation is a row of its own. */
@Entity
@Table(name = "certificate")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredCertificate {

    @Id
    private String serial;

    @Column(name = "device_id", nullable = false, updatable = false)
    private UUID deviceId;

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Column(nullable = false, updatable = false)
    private byte[] der;

    @Column(name = "issuer_der", nullable = false, updatable = false)
    private byte[] issuerDer;

    @Column(nullable = false, updatable = false)
    private String profile;

    @Column(name = "not_before", nullable = false, updatable = false)
    private Instant notBefore;

    @Column(name = "not_after", nullable = false, updatable = false)
    private Instant notAfter;

    @Column(name = "issued_at", nullable = false, updatable = false)
    private Instant issuedAt;

    protected StoredCertificate() {}

    StoredCertificate(DeviceNames names, X509Certificate certificate, byte[] issuerDer, Instant at) {
        this.serial = new CertificateSerial(certificate.getSerialNumber()).toString();
        this.deviceId = names.device();
        this.userId = names.user();
        this.der = Certificates.der(certificate);
        this.issuerDer = issuerDer;
        this.profile = CertificateProfiles.STAFF_DEVICE.id();
        this.notBefore = certificate.getNotBefore().toInstant();
        this.notAfter = certificate.getNotAfter().toInstant();
        this.issuedAt = at;
    }

    boolean belongsTo(UUID user) {
        return userId.equals(user);
    }

    DeviceCertificate toCertificate() {
        return new DeviceCertificate(
                CertificateSerial.parse(serial),
                new CertificateSubject(userId, deviceId),
                List.of(der, issuerDer),
                notAfter);
    }
}
