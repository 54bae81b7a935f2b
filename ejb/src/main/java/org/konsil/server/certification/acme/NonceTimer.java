package org.konsil.server.certification.acme;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Forgets nonces that are too old to be used again. */
@Singleton
public class NonceTimer {

    @Inject
    Nonces nonces;

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void forget() {
        nonces.forget();
    }
}
