package org.konsil.server.certification.acme;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code acme_binding_key}. */
@Entity
@Table(name = "acme_binding_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class BindingRow {

    @Id
    private UUID kid;

    @Column(nullable = false, updatable = false)
    private String label;

    @Column(name = "issued_by", nullable = false, updatable = false)
    private String issuedBy;

    @Column(name = "issued_at", nullable = false, updatable = false)
    private Instant issuedAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "account_id")
    private @Nullable UUID accountId;

    protected BindingRow() {}

    BindingRow(UUID kid, String label, String officer, Instant at, Instant until) {
        this.kid = kid;
        this.label = label;
        this.issuedBy = officer;
        this.issuedAt = at;
        this.expiresAt = until;
    }

    boolean isGood(Instant now) {
        return accountId == null && revokedAt == null && now.isBefore(expiresAt);
    }

    void bind(UUID account) {
        accountId = account;
    }

    /** False if it was revoked before. */
    boolean revoke(Instant now) {
        boolean first = revokedAt == null;
        revokedAt = first ? now : revokedAt;
        return first;
    }

    Optional<UUID> account() {
        return Optional.ofNullable(accountId);
    }

    BindingKey toKey() {
        return new BindingKey(kid, label, issuedBy, issuedAt, expiresAt, Optional.ofNullable(revokedAt), account());
    }
}
