package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.Shards;
import org.konsil.server.certification.authority.Authorities;

/**
 * Which revocation list will name a certificate: the next ten thousand of a CA share one, so that none can ever have more
 * entries than that. A number of the sequence that is not used costs a place and nothing else.
 */
@ApplicationScoped
class ListShards {
    /** Drawn at once, so that few certificates ask the database for theirs. */
    private static final int RESERVE = 20;

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    private final Map<IssuingAuthority, Deque<Integer>> reserves = new EnumMap<>(IssuingAuthority.class);

    List<Integer> next(IssuingAuthority authority, int count) {
        List<Integer> lists = takeFromReserve(authority, count);
        if (lists.size() == count) {
            return lists;
        }
        // Not while others wait for the reserve: two may draw, and nothing is lost but places.
        List<Integer> drawn = draw(authority, count - lists.size() + RESERVE);
        lists.addAll(drawn.subList(0, count - lists.size()));
        synchronized (reserves) {
            reserve(authority).addAll(drawn.subList(drawn.size() - RESERVE, drawn.size()));
        }
        return lists;
    }

    private List<Integer> takeFromReserve(IssuingAuthority authority, int count) {
        List<Integer> lists = new ArrayList<>(count);
        synchronized (reserves) {
            Deque<Integer> reserve = reserve(authority);
            while (lists.size() < count && !reserve.isEmpty()) {
                lists.add(reserve.remove());
            }
        }
        return lists;
    }

    private Deque<Integer> reserve(IssuingAuthority authority) {
        return reserves.computeIfAbsent(authority, first -> new ArrayDeque<>());
    }

    private List<Integer> draw(IssuingAuthority authority, int count) {
        return entities.createNativeQuery(
                        "select nextval('certificate_shard_" + Authorities.text(authority)
                                + "') from generate_series(1, :count)",
                        Long.class)
                .setParameter("count", count)
                .getResultStream()
                .map(number -> Shards.of(((Number) number).longValue() - 1))
                .toList();
    }
}
