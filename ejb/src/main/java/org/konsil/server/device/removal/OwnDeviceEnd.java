package org.konsil.server.device.removal;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.revocation.CertificateRevoker;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.UnknownDeviceException;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;

/** Somebody is done with a device of their own (A6): it is put out as one whose certificate an officer revokes. */
@Stateless
public class OwnDeviceEnd {

    @Inject
    PeopleFinder people;

    @Inject
    DeviceRegister devices;

    @Inject
    CertificateRevoker certificates;

    /**
     * Ends the device; durable and told to the other features when it returns. May be repeated.
     *
     * @throws UnknownDeviceException if there is none of that id, or it is somebody else's
     */
    public void end(Caller caller, DeviceId device) {
        UserId owner =
                people.requireBySubject(caller.issuer(), caller.subject()).id();
        if (devices.findOwner(device).filter(owner::equals).isEmpty()) {
            throw new UnknownDeviceException(device);
        }
        certificates.revokeAll(caller, device.value(), RevocationReason.CESSATION_OF_OPERATION);
    }
}
