package org.konsil.server.device.hardware;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.konsil.server.device.HardwareState;
import org.konsil.server.directory.UserId;

/**
 * Which hardware is meant.
 *
 * @param words the beginning of a label, in whatever case; nothing for any
 * @param owners whose is meant as well, if there are words
 * @param state nothing for any
 */
public record HardwareFilter(String words, Set<UserId> owners, Optional<HardwareState> state) {

    /** Keeps its own copy of the set. */
    public HardwareFilter {
        owners = Set.copyOf(owners);
    }

    TypedQuery<StoredHardware> query(EntityManager entities, Optional<StoredHardware> after) {
        List<String> conditions = new ArrayList<>();
        if (!words.isEmpty()) {
            conditions.add("(h.labelKey like :words escape '!' or h.userId in :owners)");
        }
        state.ifPresent(wanted -> conditions.add("h.state = :state"));
        after.ifPresent(last -> conditions.add("(h.labelKey > :key or h.labelKey = :key and h.id > :id)"));
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<StoredHardware> query = entities.createQuery(
                "select h from StoredHardware h" + where + " order by h.labelKey, h.id", StoredHardware.class);
        if (!words.isEmpty()) {
            query.setParameter("words", words.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%")
                    .setParameter("owners", owners.stream().map(UserId::value).toList());
        }
        state.ifPresent(wanted -> query.setParameter("state", wanted.text()));
        after.ifPresent(last -> query.setParameter("key", last.labelKey())
                .setParameter("id", last.toHardware().id()));
        return query;
    }
}
