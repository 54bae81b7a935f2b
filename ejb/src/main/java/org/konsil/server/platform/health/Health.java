package org.konsil.server.platform.health;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** How the server is, and what it stands on: what a load balancer asks, and what people look at. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Health {

    private static final Logger LOGGER = System.getLogger(Health.class.getName());

    Iterable<HealthCheck> checks = List.of();

    @Inject
    DatabaseProbe database;

    @Inject
    DatabaseRoom room;

    @Inject
    void take(@Any Instance<HealthCheck> all) {
        checks = all;
    }

    /** What nobody must be sent here without; within seconds, whatever is the matter. */
    public List<HealthReport> needed() {
        return List.of(database(), room());
    }

    /** Everything, in the order of {@link HealthPart}; what would need a database that does not answer is unknown. */
    public List<HealthReport> all() {
        List<HealthReport> reports = new ArrayList<>(needed());
        boolean answers = reports.get(0).trouble().isEmpty();
        for (HealthCheck check : checks) {
            reports.add(answers || !check.asksDatabase() ? look(check) : HealthReport.unknown(check.part()));
        }
        reports.sort(Comparator.comparing(HealthReport::part));
        return reports;
    }

    private HealthReport database() {
        Optional<String> version = database.findVersion();
        return version.map(text -> HealthReport.good(HealthPart.DATABASE, Map.of(Fact.VERSION, text)))
                .orElseGet(() -> HealthReport.troubled(HealthTrouble.DATABASE_AWAY, Map.of()));
    }

    private HealthReport room() {
        return room.isThere()
                ? HealthReport.good(HealthPart.DATABASE_ROOM, Map.of())
                : HealthReport.troubled(HealthTrouble.DATABASE_FULL, Map.of());
    }

    /** What breaks in one says nothing of the others. */
    private static HealthReport look(HealthCheck check) {
        try {
            return check.look();
        } catch (RuntimeException failure) {
            LOGGER.log(Level.WARNING, "It is not known how this part is: " + check.part(), failure);
            return HealthReport.unknown(check.part());
        }
    }
}
