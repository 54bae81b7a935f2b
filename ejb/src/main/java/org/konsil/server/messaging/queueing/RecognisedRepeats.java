package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** The names of accepted messages, by which a repeat is recognised. */
@ApplicationScoped
class RecognisedRepeats implements MetadataClass {

    @Inject
    EnvelopeStore envelopes;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "repeat";
    }

    @Override
    public long purge() {
        return envelopes.deleteExpiredRepeats(clock.instant());
    }

    @Override
    public Optional<Instant> oldest() {
        return envelopes.oldestRepeat();
    }
}
