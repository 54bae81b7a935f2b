package org.konsil.server.directory.synchronisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** Whether Keycloak answered when its people were read last; nobody asks it for this alone. */
@ApplicationScoped
class KeycloakCheck implements HealthCheck {

    @Inject
    PeopleSynchroniser people;

    @Override
    public HealthPart part() {
        return HealthPart.KEYCLOAK;
    }

    @Override
    public boolean asksDatabase() {
        return false;
    }

    @Override
    public HealthReport look() {
        return judge(people.lastAnswer(), people.isUnanswered());
    }

    static HealthReport judge(Optional<Instant> answered, boolean unanswered) {
        Map<Fact, Object> facts =
                answered.<Map<Fact, Object>>map(at -> Map.of(Fact.ANSWERED, at)).orElse(Map.of());
        if (unanswered) {
            return HealthReport.troubled(HealthTrouble.KEYCLOAK_AWAY, facts);
        }
        return answered.isPresent()
                ? HealthReport.good(HealthPart.KEYCLOAK, facts)
                : HealthReport.unknown(HealthPart.KEYCLOAK);
    }
}
