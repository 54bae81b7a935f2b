package org.konsil.server.certification.activity;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.server.certification.ActKind;

/** Who did what about certificates, the newest first. */
@Stateless
public class Activity {

    private static final Instant BEGINNING = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final Act.Place NEWEST = new Act.Place(END, "");

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /**
     * A page of them.
     *
     * @param after the last one of the page before, or nothing
     * @param most the length of a page
     */
    public List<Act> find(ActFilter filter, Optional<Act.Place> after, int most) {
        Act.Place place = after.orElse(NEWEST);
        List<ActKind> kinds = filter.kind().map(List::of).orElse(List.of(ActKind.values()));
        List<Act> acts = new ArrayList<>();
        for (Object row : entities.createNativeQuery(ActQuery.of(kinds), Object[].class)
                .setParameter("from", filter.from().orElse(BEGINNING))
                .setParameter("until", filter.until().orElse(END))
                .setParameter("at", place.at())
                .setParameter("id", place.id())
                .setParameter("most", most)
                .getResultList()) {
            acts.add(act((Object[]) row));
        }
        return acts;
    }

    private static Act act(Object[] columns) {
        return new Act(
                ActKind.find((String) columns[0]).orElseThrow(),
                new Act.Place((Instant) columns[1], (String) columns[2]),
                (String) columns[3],
                new Act.Thing((String) columns[4], (String) columns[5], (String) columns[6], (String) columns[7]));
    }
}
