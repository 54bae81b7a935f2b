package org.konsil.server.certification.publication;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Renews the list at half of its time, so that it never lapses because nothing was revoked. */
@Singleton
public class RevocationListTimer {

    @Inject
    RevocationListPublisher publisher;

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void renew() {
        publisher.current();
    }
}
