package org.konsil.server.certification;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;

/** The device feature's part: who owns which device, who works here, and what is in good standing. */
public final class KnownSubjects implements SubjectDirectory {
    private final Map<UUID, CertificateSubject> devices = new HashMap<>();
    private final Map<UUID, Identity> owners = new HashMap<>();
    private final Map<Identity, UUID> people = new HashMap<>();
    private final Set<UUID> suspect = new HashSet<>();

    /** A device of this person. */
    CertificateSubject device(Caller owner) {
        UUID user = people.computeIfAbsent(owner.identity(), identity -> UUID.randomUUID());
        CertificateSubject subject = new CertificateSubject(user, UUID.randomUUID());
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
        return new PersonSubject(user, "Anna Krüger");
    }

    @Override
    public PersonSubject requirePerson(UUID user) {
        if (!people.containsValue(user)) {
            throw new UnknownHere();
        }
        return new PersonSubject(user, "Anna Krüger");
    }

    @Override
    public boolean isInGoodStanding(UUID device) {
        return devices.containsKey(device) && !suspect.contains(device);
    }

    /** The feature's refusal. */
    static final class UnknownHere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
