package org.konsil.server.certification.inventory;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.konsil.server.certification.CertificateState;

/** The statement for a filter: it names only what is asked for, so that the database can choose an index by it. */
class InventoryQuery {
    private static final String FROM =
            " from certificate c left join certificate_revocation r on r.serial = c.serial where ";
    private static final Map<CertificateState, String> STATES = Map.of(
            CertificateState.VALID, "r.serial is null and c.not_after >= :now",
            CertificateState.REVOKED, "r.serial is not null",
            CertificateState.ON_HOLD, "r.reason = 'certificateHold'",
            CertificateState.EXPIRED, "r.serial is null and c.not_after < :now");

    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final Map<String, Object> parameters = new TreeMap<>();

    InventoryQuery(InventoryFilter filter, Instant now) {
        filter.profile()
                .ifPresent(profile -> add("c.profile like :profile escape '!'", "profile", start(profile + "/")));
        filter.holder().ifPresent(holder -> add("c.holder = :holder", "holder", holder));
        filter.endsBefore().ifPresent(end -> add("c.not_after < :before", "before", end));
        filter.state().ifPresent(state -> {
            String condition = STATES.getOrDefault(state, "false");
            conditions.add(condition);
            if (condition.contains(":now")) {
                parameters.put("now", now);
            }
        });
        filter.search().ifPresent(this::search);
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    private void search(InventorySearch search) {
        List<String> ways = new ArrayList<>(List.of("false"));
        if (!search.start().isEmpty()) {
            ways.add("c.serial like :start escape '!'");
            ways.add("c.holder like :start escape '!'");
            parameters.put("start", start(search.start().toLowerCase(Locale.ROOT)));
        }
        if (!search.users().isEmpty()) {
            ways.add("c.user_id in (:users)");
            parameters.put("users", search.users());
        }
        conditions.add("(" + String.join(" or ", ways) + ")");
    }

    /** The rows behind this place, those that end first first. */
    Query page(EntityManager entities, String columns, Place after, int most) {
        add("(c.not_after, c.serial) > (:fromEnd, :fromSerial)", "fromEnd", after.end());
        parameters.put("fromSerial", after.serial());
        return prepared(entities.createNativeQuery(
                        columns + FROM + String.join(" and ", conditions)
                                + " order by c.not_after, c.serial limit :most",
                        Object[].class))
                .setParameter("most", most);
    }

    /** How many there are, counted up to a bound. */
    long count(EntityManager entities, int bound) {
        Query counting = prepared(entities.createNativeQuery(
                        "select count(*) from (select 1" + FROM + String.join(" and ", conditions) + " limit :bound) n",
                        Long.class))
                .setParameter("bound", bound);
        return ((Number) counting.getSingleResult()).longValue();
    }

    private Query prepared(Query query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private static String start(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** Where a page begins: behind the certificate with this end and serial. */
    record Place(Instant end, String serial) {
        static final Place BEGINNING = new Place(Instant.EPOCH, "");
    }
}
