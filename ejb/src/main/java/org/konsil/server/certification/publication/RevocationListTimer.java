package org.konsil.server.certification.publication;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Renews each list within seconds of a change, and at half of its time, so that none lapses because nothing was revoked. */
@Singleton
public class RevocationListTimer {
    @Inject
    RevocationListPublisher publisher;

    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
    void renew() {
        publisher.toRefresh().forEach(publisher::current);
    }
}
