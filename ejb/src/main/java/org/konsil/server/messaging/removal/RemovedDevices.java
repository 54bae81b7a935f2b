package org.konsil.server.messaging.removal;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.device.DeviceSilent;

/** A device that was put out, or is silent, is to leave every group, from the same transaction on. */
@Dependent
class RemovedDevices {

    @Inject
    GroupRemovals removals;

    void putOut(@Observes DeviceRemoved removed) {
        removals.putOut(removed.device(), removed.at());
    }

    /** Its owner stays on the groups' lists, so that it can come back by itself. */
    void putOut(@Observes DeviceSilent silent) {
        removals.putOut(silent.device(), silent.at());
    }
}
