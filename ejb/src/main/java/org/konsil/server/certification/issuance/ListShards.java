package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.Shards;
import org.konsil.server.certification.authority.Authorities;

/**
 * Which revocation list will name a certificate: the next ten thousand of a CA share one, so that none can ever have more
 * entries than that. A number of the sequence that is not used costs a place and nothing else.
 */
@ApplicationScoped
class ListShards {
    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    int next(IssuingAuthority authority) {
        long number = ((Number) entities.createNativeQuery(
                                "select nextval('certificate_shard_" + Authorities.text(authority) + "')", Long.class)
                        .getSingleResult())
                .longValue();
        return Shards.of(number - 1);
    }
}
