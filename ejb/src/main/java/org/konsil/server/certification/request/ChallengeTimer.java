package org.konsil.server.certification.request;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Forgets each minute the challenges that are over. */
@Singleton
public class ChallengeTimer {
    @Inject
    Challenges challenges;

    @Schedule(hour = "*", minute = "*", second = "15", persistent = false)
    void forget() {
        challenges.forget();
    }
}
