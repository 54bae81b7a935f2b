package org.konsil.server.certification;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;

/** The device feature's part: who owns which device, who works here, and what is in good standing. */
public final class KnownSubjects implements SubjectDirectory {
    private final Map<UUID, CertificateSubject> devices = new HashMap<>();
    private final Map<UUID, Identity> owners = new HashMap<>();
    private final Map<Identity, UUID> people = new HashMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final Set<UUID> suspect = new HashSet<>();

    /** A device of this person. */
    CertificateSubject device(Caller owner) {
        UUID user = people.computeIfAbsent(owner.identity(), identity -> UUID.randomUUID());
        return add(owner, new CertificateSubject(user, UUID.randomUUID()));
    }

    /** This device, as another node knows it. */
    CertificateSubject add(Caller owner, CertificateSubject subject) {
        people.put(owner.identity(), subject.user());
        devices.put(subject.device(), subject);
        owners.put(subject.device(), owner.identity());
        return subject;
    }

    UUID person(Caller caller) {
        return people.computeIfAbsent(caller.identity(), identity -> UUID.randomUUID());
    }

    void forget(Caller person) {
        people.remove(person.identity());
    }

    void rename(UUID user, String name) {
        names.put(user, name);
    }

    void suspect(UUID device) {
        suspect.add(device);
    }

    void trust(UUID device) {
        suspect.remove(device);
    }

    @Override
    public CertificateSubject requireSubject(Caller caller, UUID device) {
        CertificateSubject subject = devices.get(device);
        if (subject == null || !caller.identity().equals(owners.get(device))) {
            throw new UnknownHere();
        }
        return subject;
    }

    @Override
    public Optional<Identity> findHolder(UUID device) {
        return Optional.ofNullable(owners.get(device));
    }

    @Override
    public PersonSubject requirePerson(Caller caller) {
        UUID user = people.get(caller.identity());
        if (user == null) {
            throw new UnknownHere();
        }
        return new PersonSubject(user, names.getOrDefault(user, "Anna Krüger"));
    }

    @Override
    public PersonSubject requirePerson(UUID user) {
        if (!people.containsValue(user)) {
            throw new UnknownHere();
        }
        return new PersonSubject(user, names.getOrDefault(user, "Anna Krüger"));
    }

    @Override
    public boolean isInGoodStanding(UUID device) {
        return devices.containsKey(device) && !suspect.contains(device);
    }

    @Override
    public Map<UUID, CertificateSubject> findInGoodStanding(Collection<UUID> asked) {
        return asked.stream()
                .filter(this::isInGoodStanding)
                .collect(Collectors.toMap(device -> device, devices::get, (one, same) -> one));
    }

    @Override
    public List<PersonSubject> findPeople(Collection<UUID> users) {
        return users.stream()
                .filter(people::containsValue)
                .map(user -> new PersonSubject(user, names.getOrDefault(user, "Anna Krüger")))
                .toList();
    }

    @Override
    public Optional<UUID> findUser(Identity identity) {
        return Optional.ofNullable(people.get(identity));
    }

    /** The feature's refusal. */
    static final class UnknownHere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
