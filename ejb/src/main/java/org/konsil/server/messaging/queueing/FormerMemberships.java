package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Devices that left a conversation and have nothing more to fetch of it, because they have it or it went. */
@ApplicationScoped
class FormerMemberships implements MetadataClass {

    @Inject
    MembershipStore memberships;

    @Override
    public String name() {
        return "former-membership";
    }

    @Override
    public long purge() {
        return memberships.deleteFormer();
    }

    /** Its end is that of the last message it waits for; it has no time of its own. */
    @Override
    public Optional<Instant> oldest() {
        return Optional.empty();
    }
}
