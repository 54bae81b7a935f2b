package org.konsil.server.certification.acme;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/** A row of the table {@code acme_account}. */
@Entity
@Table(name = "acme_account")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class AccountRow {

    static final String VALID = "valid";
    static final String DEACTIVATED = "deactivated";
    static final String REVOKED = "revoked";

    @Id
    @Column(name = "account_id")
    private UUID id;

    @Column(nullable = false)
    private String thumbprint;

    @Column(nullable = false)
    private String jwk;

    @Column(nullable = false)
    private String status;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    protected AccountRow() {}

    AccountRow(UUID id, AccountKey key, Instant at) {
        this.id = id;
        this.status = VALID;
        this.createdAt = at;
        changeKey(key);
    }

    final void changeKey(AccountKey key) {
        this.thumbprint = key.thumbprint();
        this.jwk = key.json();
    }

    void close(String reason) {
        this.status = reason;
    }

    UUID id() {
        return id;
    }

    AccountKey key() {
        return AccountKey.parse(jwk);
    }

    AccountRow requireOpen() {
        if (!status.equals(VALID)) {
            throw new AcmeRefusedException(AcmeRefusal.CLOSED_ACCOUNT);
        }
        return this;
    }

    ServerAccount toAccount() {
        return new ServerAccount(id, status);
    }
}
