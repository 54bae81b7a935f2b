package org.konsil.server.proof.proving;

import jakarta.ejb.Stateless;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The log's entries for people to read, the newest first; people and devices in it have their pseudonyms, and nobody here can undo them. */
@Stateless
public class LoggedEvents {

    /** The first entry is the log's key. */
    private static final String ENTRIES = "select position, body from proof_entry where position > 0"
            + " and position < :before order by position desc limit :most";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /**
     * A page of them.
     *
     * @param before the position of the last one of the page before, or nothing
     */
    public List<LoggedEvent> find(OptionalLong before, int most) {
        List<LoggedEvent> events = new ArrayList<>();
        for (Object row : entities.createNativeQuery(ENTRIES, Object[].class)
                .setParameter("before", before.orElse(Long.MAX_VALUE))
                .setParameter("most", most)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            events.add(event(((Number) columns[0]).longValue(), (byte[]) columns[1]));
        }
        return events;
    }

    private static LoggedEvent event(long position, byte[] body) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            JsonObject entry = reader.readObject();
            JsonObject subject = entry.getJsonObject("subject");
            Map<String, String> fields = new TreeMap<>();
            subject.keySet().forEach(field -> fields.put(field, subject.getString(field)));
            return new LoggedEvent(position, entry.getString("kind"), Instant.parse(entry.getString("at")), fields);
        }
    }

    /**
     * An entry of the log.
     *
     * @param at to the minute
     * @param subject field by field; pseudonyms as they are
     */
    public record LoggedEvent(long position, String kind, Instant at, Map<String, String> subject) {}
}
