package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Envelopes that some device has yet to fetch; they go earlier when every device has them. */
@ApplicationScoped
class WaitingMessages implements MetadataClass {

    @Inject
    EnvelopeStore envelopes;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "message";
    }

    @Override
    public long purge() {
        return envelopes.deleteExpired(clock.instant());
    }

    @Override
    public Optional<Instant> oldest() {
        return envelopes.oldest();
    }
}
