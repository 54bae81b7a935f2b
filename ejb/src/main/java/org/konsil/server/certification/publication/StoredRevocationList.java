package org.konsil.server.certification.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code revocation_list}. */
@Entity
@Table(name = "revocation_list")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredRevocationList {

    @Id
    private Long number;

    @Column(nullable = false, updatable = false)
    private String issuer;

    @Column(updatable = false)
    private @Nullable Integer shard;

    @Column(nullable = false, updatable = false)
    private byte[] der;

    @Column(name = "this_update", nullable = false, updatable = false)
    private Instant thisUpdate;

    @Column(name = "next_update", nullable = false, updatable = false)
    private Instant nextUpdate;

    protected StoredRevocationList() {}

    StoredRevocationList(ListName name, PublishedList list) {
        this.number = list.number();
        this.issuer = name.issuerText();
        this.shard = name.shardNumber();
        this.der = list.der();
        this.thisUpdate = list.thisUpdate();
        this.nextUpdate = list.nextUpdate();
    }

    PublishedList toList() {
        return new PublishedList(der, number, thisUpdate, nextUpdate);
    }
}
