package org.konsil.server.certification.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** Whether each revocation list is in force now. */
@ApplicationScoped
class RevocationListCheck implements HealthCheck {

    @Inject
    CertificationHealth health;

    @Override
    public HealthPart part() {
        return HealthPart.REVOCATION_LISTS;
    }

    @Override
    public HealthReport look() {
        return judge(health.lists());
    }

    static HealthReport judge(List<ListHealth> lists) {
        long over = lists.stream().filter(list -> !list.current()).count();
        Map<Fact, Object> facts = new EnumMap<>(Map.of(Fact.LISTS, (long) lists.size(), Fact.OVER, over));
        return over > 0
                ? HealthReport.troubled(HealthTrouble.LIST_OVER, facts)
                : HealthReport.good(HealthPart.REVOCATION_LISTS, facts);
    }
}
