package org.konsil.server.device.removal;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.DeviceSilent;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.enrolment.DeviceRegister;

/** Devices that were not heard of for long leave their groups: nobody can tell whether somebody else has them. */
@Stateless
public class SilentDevices {

    @Inject
    DeviceRegister devices;

    @Inject
    RemovalSettings settings;

    @Inject
    Event<DeviceSilent> silent;

    @Inject
    Clock clock;

    /**
     * Tells the other features of silent devices, in the caller's transaction; may be repeated.
     *
     * @param after the last one that was told before; the zero UUID at the beginning
     * @return at most so many, by id; none if there are no more
     */
    public List<DeviceId> tell(DeviceId after, int most) {
        Instant now = clock.instant();
        LocalDate first = LocalDate.ofInstant(now.minus(settings.silence()), ZoneOffset.UTC);
        List<RegisteredDevice> found = devices.silentSince(first, after, most);
        found.forEach(device -> silent.fire(new DeviceSilent(device.id(), device.owner(), now)));
        return found.stream().map(RegisteredDevice::id).toList();
    }
}
