package org.konsil.server.device.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.PostureRefusedException;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.posture.PostureGate;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
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
        Person person = people.requireBySubject(caller.issuer(), caller.subject());
        if (!person.enabled()) {
            throw new UnknownPersonException(person.id().toString());
        }
        RegisteredDevice registered = devices.requireOwned(new DeviceId(device), person.id());
        if (!posture.isGood(people.requireUsername(person.id()), registered.hardware())) {
            throw new PostureRefusedException(registered.id());
        }
        return new CertificateSubject(person.id().value(), device);
    }

    @Override
    public Optional<Identity> findHolder(UUID device) {
        return devices.findOwner(new DeviceId(device)).map(people::requireIdentity);
    }
}
