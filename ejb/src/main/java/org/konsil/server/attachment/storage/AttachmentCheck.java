package org.konsil.server.attachment.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** Whether the store has room for attachments, beyond what is to be kept free. */
@ApplicationScoped
class AttachmentCheck implements HealthCheck {

    @Inject
    AttachmentStore store;

    @Override
    public HealthPart part() {
        return HealthPart.ATTACHMENTS;
    }

    @Override
    public boolean asksDatabase() {
        return false;
    }

    @Override
    public HealthReport look() {
        try {
            OptionalLong room = store.room();
            if (room.isEmpty()) {
                return HealthReport.good(HealthPart.ATTACHMENTS, Map.of());
            }
            Map<Fact, Object> facts = Map.of(Fact.FREE, room.getAsLong());
            return room.getAsLong() == 0
                    ? HealthReport.troubled(HealthTrouble.ATTACHMENTS_FULL, facts)
                    : HealthReport.good(HealthPart.ATTACHMENTS, facts);
        } catch (IOException unreadable) {
            return HealthReport.troubled(HealthTrouble.ATTACHMENTS_AWAY, Map.of());
        }
    }
}
