package org.konsil.server.device.keypackages;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.server.device.DeviceRemoved;

/** A device that was put out cannot be written to, from the same transaction on. */
@Dependent
class RemovedOwners {

    @Inject
    KeyPackageStore store;

    void delete(@Observes DeviceRemoved removed) {
        store.deleteAll(removed.device());
    }
}
