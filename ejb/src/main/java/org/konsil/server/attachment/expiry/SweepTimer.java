package org.konsil.server.attachment.expiry;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Five minutes after each purge, so that the bytes of what it removed go too. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SweepTimer {

    private static final Logger LOGGER = System.getLogger(SweepTimer.class.getName());

    @Inject
    Sweep sweep;

    @Schedule(hour = "*", minute = "28", persistent = false)
    void eachHour() {
        Sweep.Swept swept = sweep.sweep();
        if (swept.rows() > 0) {
            LOGGER.log(
                    Level.ERROR,
                    "{0} attachments were known and their bytes are gone from the attachment store",
                    swept.rows());
        }
    }
}
