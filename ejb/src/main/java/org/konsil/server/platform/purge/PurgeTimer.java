package org.konsil.server.platform.purge;

import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Every hour; once a day each kind says how old its oldest is, even if nothing was over. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurgeTimer {

    @Inject
    Purge purge;

    @Schedule(hour = "*", minute = "23", persistent = false)
    void eachHour() {
        purgeAll(false);
    }

    @Schedule(hour = "3", minute = "33", persistent = false)
    void eachNight() {
        purgeAll(true);
    }

    /** What fails for one kind keeps none of the others from their end. */
    private void purgeAll(boolean always) {
        List<EJBException> failures = new ArrayList<>();
        for (String name : purge.names()) {
            try {
                purge.purge(name, always);
            } catch (EJBException failed) {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            EJBException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }
}
