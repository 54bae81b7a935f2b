package org.konsil.server.messaging.signing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code delivery_key}. */
@Entity
@Table(name = "delivery_key")
class DeliveryKeyRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(nullable = false)
    byte[] certificate = {};

    @Column(nullable = false)
    byte[] issuer = {};

    @Column(nullable = false)
    byte[] sealed = {};

    @Column(name = "not_after", nullable = false)
    Instant notAfter = Instant.EPOCH;

    /** For Hibernate. */
    protected DeliveryKeyRow() {}

    DeliveryKeyRow(byte[] certificate, byte[] issuer, byte[] sealed, Instant notAfter) {
        this.certificate = certificate;
        this.issuer = issuer;
        this.sealed = sealed;
        this.notAfter = notAfter;
    }
}
