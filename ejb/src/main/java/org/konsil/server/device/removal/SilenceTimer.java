package org.konsil.server.device.removal;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.konsil.server.device.DeviceId;

/** Looks every hour who is silent, each few in a transaction of their own. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SilenceTimer {

    private static final int AT_ONCE = 20;

    @Inject
    SilentDevices devices;

    @Schedule(hour = "*", minute = "37", persistent = false)
    void look() {
        DeviceId last = new DeviceId(new UUID(0, 0));
        List<DeviceId> told = devices.tell(last, AT_ONCE);
        while (!told.isEmpty()) {
            told = devices.tell(told.get(told.size() - 1), AT_ONCE);
        }
    }
}
