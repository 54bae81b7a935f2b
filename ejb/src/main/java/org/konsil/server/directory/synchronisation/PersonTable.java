package org.konsil.server.directory.synchronisation;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Writes the table {@code person}; a person keeps the id that they got first. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PersonTable {

    private static final String UPSERT = "insert into person"
            + " (user_id, issuer, subject, username, name, ward, duty, enabled)"
            + " values (:id, :issuer, :subject, :username, :name, :ward, :duty, :enabled)"
            + " on conflict (issuer, subject) do update set username = excluded.username, name = excluded.name,"
            + " ward = excluded.ward, duty = excluded.duty, enabled = excluded.enabled"
            + " where (person.username, person.name, person.ward, person.duty, person.enabled)"
            + " is distinct from (excluded.username, excluded.name, excluded.ward, excluded.duty, excluded.enabled)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** Stores these people and leaves the others as they are. */
    public void store(String issuer, Collection<KeycloakPerson> people) {
        for (KeycloakPerson person : people) {
            entities.createNativeQuery(UPSERT)
                    .setParameter("id", UUID.randomUUID())
                    .setParameter("issuer", issuer)
                    .setParameter("subject", person.subject())
                    .setParameter("username", person.username())
                    .setParameter("name", person.name())
                    .setParameter("ward", person.ward())
                    .setParameter("duty", person.duty())
                    .setParameter("enabled", person.enabled())
                    .executeUpdate();
        }
    }

    /** The subjects of those whom this issuer lets in. */
    public List<String> enabled(String issuer) {
        return entities.createNativeQuery("select subject from person where issuer = :issuer and enabled", String.class)
                .setParameter("issuer", issuer)
                .getResultList();
    }

    /** Stores these people; whoever is not among them is staff no longer and not enabled from now on. */
    public void replaceAll(String issuer, Collection<KeycloakPerson> people) {
        store(issuer, people);
        List<String> subjects = people.stream().map(KeycloakPerson::subject).toList();
        entities.createNativeQuery("update person set enabled = false where issuer = :issuer and enabled"
                        + " and not (subject = any (string_to_array(:subjects, ' ')))")
                .setParameter("issuer", issuer)
                .setParameter("subjects", String.join(" ", subjects))
                .executeUpdate();
    }
}
