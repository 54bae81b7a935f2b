package org.konsil.server.certification.inventory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.publication.PublishedList;
import org.konsil.server.certification.publication.RevocationListPublisher;
import org.konsil.server.certification.publication.RootList;
import org.konsil.server.certification.status.StatusSigners;

/** Whether everybody who asks for a certificate's status gets a true and fresh answer. */
@Stateless
public class CertificationHealth {
    private static final String LISTS = "select distinct on (issuer, shard) issuer || coalesce('/' || shard, ''),"
            + " this_update, next_update from revocation_list order by issuer, shard, number desc";
    private static final String LEASES = "select count(*) from posture_lease where next_update > :now";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    RevocationListPublisher publisher;

    @Inject
    RootList rootList;

    @Inject
    StatusSigners signers;

    @Inject
    Clock clock;

    /** Each list that a certificate in use points to, and the root's, by name. */
    public List<ListHealth> lists() {
        Instant now = clock.instant();
        Map<String, Object[]> newest = new HashMap<>();
        for (Object row : entities.createNativeQuery(LISTS, Object[].class).getResultList()) {
            newest.put((String) ((Object[]) row)[0], (Object[]) row);
        }
        List<ListHealth> lists = new ArrayList<>();
        lists.add(rootList.current()
                .map((PublishedList list) -> health("root", list.thisUpdate(), list.nextUpdate(), now))
                .orElse(missing("root")));
        TreeSet<String> names = new TreeSet<>();
        publisher.toRefresh().stream().map(ListName::toString).forEach(names::add);
        for (String name : names) {
            Object[] row = newest.get(name);
            lists.add(row == null ? missing(name) : health(name, (Instant) row[1], (Instant) row[2], now));
        }
        return lists;
    }

    /** When the first of this node's OCSP signers ends; nothing if none has been needed since the start. */
    public Optional<Instant> firstSignerEnd() {
        return Optional.of(signers.soonestEnd()).filter(end -> !end.equals(Instant.MAX));
    }

    /** Devices whose posture lease is not over (N7). */
    public long currentLeases() {
        return ((Number) entities.createNativeQuery(LEASES, Long.class)
                        .setParameter("now", clock.instant())
                        .getSingleResult())
                .longValue();
    }

    private static ListHealth missing(String name) {
        return new ListHealth(name, Optional.empty(), Optional.empty(), false);
    }

    private static ListHealth health(String name, Instant thisUpdate, Instant nextUpdate, Instant now) {
        boolean current = !now.isBefore(thisUpdate) && now.isBefore(nextUpdate);
        return new ListHealth(name, Optional.of(thisUpdate), Optional.of(nextUpdate), current);
    }
}
