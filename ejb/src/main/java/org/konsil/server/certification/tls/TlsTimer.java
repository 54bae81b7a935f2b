package org.konsil.server.certification.tls;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Looks each minute whether this node's certificate is due; one that is not costs a look into a file. */
@Singleton
public class TlsTimer {
    @Inject
    TlsKeys keys;

    @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
    void renew() {
        keys.renewIfDue();
    }
}
