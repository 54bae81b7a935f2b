package org.konsil.server.device.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.PersonSubject;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.PostureRefusedException;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.posture.HardwareUser;
import org.konsil.server.device.posture.PostureGate;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;

/** Tells certification whose device it is, after asking directory, register and posture once more. */
@ApplicationScoped
class RegisteredSubjects implements SubjectDirectory {

    @Inject
    PeopleFinder people;

    @Inject
    DeviceRegister devices;

    @Inject
    PostureGate posture;

    @Override
    public CertificateSubject requireSubject(Caller caller, UUID device) {
        Person person = requireEnabled(people.requireBySubject(caller.issuer(), caller.subject()));
        RegisteredDevice registered = devices.requireOwned(new DeviceId(device), person.id());
        if (!posture.isGood(user(person.id()), registered.hardware())) {
            throw new PostureRefusedException(registered.id());
        }
        return new CertificateSubject(person.id().value(), device);
    }

    @Override
    public Optional<Identity> findHolder(UUID device) {
        return devices.findOwner(new DeviceId(device)).map(people::requireIdentity);
    }

    @Override
    public PersonSubject requirePerson(Caller caller) {
        return subject(people.requireBySubject(caller.issuer(), caller.subject()));
    }

    @Override
    public PersonSubject requirePerson(UUID user) {
        return subject(people.require(new UserId(user)));
    }

    @Override
    public boolean isInGoodStanding(UUID device) {
        return devices.findActive(new DeviceId(device))
                .filter(registered -> people.require(registered.owner()).enabled()
                        && posture.isGood(user(registered.owner()), registered.hardware()))
                .isPresent();
    }

    @Override
    public Map<UUID, CertificateSubject> findInGoodStanding(Collection<UUID> ids) {
        List<RegisteredDevice> active =
                devices.findActive(ids.stream().map(DeviceId::new).toList());
        Map<UserId, String> usernames = people.usernamesOfEnabled(
                active.stream().map(RegisteredDevice::owner).distinct().toList());
        BiPredicate<HardwareUser, UUID> isGood = posture.now(
                active.stream().map(RegisteredDevice::hardware).distinct().toList());
        Map<UUID, CertificateSubject> good = new HashMap<>();
        for (RegisteredDevice device : active) {
            String username = usernames.get(device.owner());
            if (username != null && isGood.test(new HardwareUser(device.owner(), username), device.hardware())) {
                UUID id = device.id().value();
                good.put(id, new CertificateSubject(device.owner().value(), id));
            }
        }
        return good;
    }

    @Override
    public List<PersonSubject> findPeople(Collection<UUID> users) {
        return people.findAll(users.stream().distinct().map(UserId::new).toList()).stream()
                .filter(Person::enabled)
                .map(RegisteredSubjects::subject)
                .toList();
    }

    @Override
    public Optional<UUID> findUser(Identity identity) {
        return people.findBySubject(identity.issuer(), identity.subject())
                .map(person -> person.id().value());
    }

    private HardwareUser user(UserId id) {
        return new HardwareUser(id, people.requireUsername(id));
    }

    private static PersonSubject subject(Person person) {
        return new PersonSubject(requireEnabled(person).id().value(), person.name());
    }

    private static Person requireEnabled(Person person) {
        if (!person.enabled()) {
            throw new UnknownPersonException(person.id().toString());
        }
        return person;
    }
}
