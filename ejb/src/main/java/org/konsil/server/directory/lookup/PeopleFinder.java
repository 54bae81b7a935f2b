package org.konsil.server.directory.lookup;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.server.access.Identity;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.synchronisation.PeopleSynchroniser;

/** Finds the staff by id, by token, or by words. */
@Stateless
public class PeopleFinder {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    PeopleSynchroniser synchroniser;

    /**
     * The person of a token. Keycloak is asked once for somebody who is not known yet.
     *
     * @throws UnknownPersonException if Keycloak does not know them as staff either
     * @throws org.konsil.server.access.IdentityUnreachableException if Keycloak had to be asked and does not answer
     */
    public Person requireBySubject(String issuer, String subject) {
        Optional<Person> known = findBySubject(issuer, subject);
        if (known.isPresent()) {
            return known.get();
        }
        synchroniser.pull(issuer, subject);
        return findBySubject(issuer, subject).orElseThrow(() -> new UnknownPersonException(subject));
    }

    /** @throws UnknownPersonException if there is nobody of that id */
    public Person require(UserId id) {
        return requireStored(id).toPerson();
    }

    /**
     * The name with which the person logs in; lists that people write by hand, such as that of approved hardware, use it.
     *
     * @throws UnknownPersonException if there is nobody of that id
     */
    public String requireUsername(UserId id) {
        return requireStored(id).username();
    }

    /** The same of those of these people who are let in; the others are not there. */
    public Map<UserId, String> usernamesOfEnabled(Collection<UserId> ids) {
        return stored(ids)
                .filter(stored -> stored.toPerson().enabled())
                .collect(Collectors.toMap(stored -> stored.toPerson().id(), StoredPerson::username));
    }

    /**
     * Issuer and subject of the person's tokens.
     *
     * @throws UnknownPersonException if there is nobody of that id
     */
    public Identity requireIdentity(UserId id) {
        return requireStored(id).identity();
    }

    /**
     * People who may log in and of whom each word begins a part of their name, their ward or their duty, in whatever case.
     *
     * @param words separated by spaces; nothing finds nobody
     * @param limit the most to answer
     */
    public List<Person> find(String words, int limit) {
        return find(words, limit, false);
    }

    /** The same, those included who may not log in (any more): for officers. */
    public List<Person> findAnybody(String words, int limit) {
        return find(words, limit, true);
    }

    private List<Person> find(String words, int limit, boolean everybody) {
        return new WordQuery(words)
                .find(entities, limit, everybody).stream()
                        .map(StoredPerson::toPerson)
                        .toList();
    }

    /** The people of these ids; an unknown id is left out. */
    public List<Person> findAll(Collection<UserId> ids) {
        return stored(ids).map(StoredPerson::toPerson).toList();
    }

    private Stream<StoredPerson> stored(Collection<UserId> ids) {
        return ids.isEmpty()
                ? Stream.empty()
                : entities.createQuery(
                                "select p from StoredPerson p where p.userId in :ids order by p.name",
                                StoredPerson.class)
                        .setParameter("ids", ids.stream().map(UserId::value).toList())
                        .getResultStream();
    }

    private StoredPerson requireStored(UserId id) {
        StoredPerson stored = entities.find(StoredPerson.class, id.value());
        if (stored == null) {
            throw new UnknownPersonException(id.toString());
        }
        return stored;
    }

    /** The person of a token, if they are known here; Keycloak is not asked. */
    public Optional<Person> findBySubject(String issuer, String subject) {
        return entities.createQuery(
                        "select p from StoredPerson p where p.issuer = :issuer and p.subject = :subject",
                        StoredPerson.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .getResultStream()
                .findFirst()
                .map(StoredPerson::toPerson);
    }
}
