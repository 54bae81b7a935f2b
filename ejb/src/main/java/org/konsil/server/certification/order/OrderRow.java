package org.konsil.server.certification.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.CertificateSerial;

/** A row of the table {@code acme_order}. */
@Entity
@Table(name = "acme_order")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class OrderRow {

    static final String PENDING = "pending";
    static final String READY = "ready";
    static final String VALID = "valid";
    static final String INVALID = "invalid";

    @Id
    @Column(name = "order_id")
    private UUID id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private UUID accountId;

    @Column(nullable = false)
    private String status;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    private @Nullable String serial;

    @Column(updatable = false)
    private @Nullable String replaces;

    protected OrderRow() {}

    OrderRow(UUID account, Instant at, Instant until, @Nullable CertificateSerial replaces) {
        this.id = UUID.randomUUID();
        this.accountId = account;
        this.status = PENDING;
        this.createdAt = at;
        this.expiresAt = until;
        this.replaces = replaces == null ? null : replaces.toString();
    }

    UUID id() {
        return id;
    }

    UUID account() {
        return accountId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Optional<CertificateSerial> serial() {
        return Optional.ofNullable(serial).map(CertificateSerial::parse);
    }

    /** What is not done when its time is up is over (RFC 8555, section 7.1.6). */
    String status(Instant now) {
        return status.equals(VALID) || now.isBefore(expiresAt) ? status : INVALID;
    }

    void requireReady(Instant now) {
        if (!status.equals(VALID) && !now.isBefore(expiresAt)) {
            throw new AcmeRefusedException(AcmeRefusal.ORDER_EXPIRED);
        }
        if (!status.equals(READY)) {
            throw new AcmeRefusedException(AcmeRefusal.ORDER_NOT_READY);
        }
    }

    void become(String next) {
        status = next;
    }

    void complete(CertificateSerial certificate) {
        serial = certificate.toString();
        status = VALID;
    }

    ServerOrder toOrder(List<NameAuthorization> authorizations, Instant now) {
        return new ServerOrder(
                id,
                status(now),
                expiresAt,
                authorizations,
                serial(),
                Optional.ofNullable(replaces).map(CertificateSerial::parse));
    }
}
