package org.konsil.server.certification.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** Certificates in use that end soon: what renews itself does so weeks before. */
@ApplicationScoped
class CertificateEndCheck implements HealthCheck {

    /** Devices and this server renew theirs 30 days before the end. */
    static final Duration SOON = Duration.ofDays(14);

    private static final int MOST = 500;

    @Inject
    CertificateList certificates;

    @Inject
    Clock clock;

    @Override
    public HealthPart part() {
        return HealthPart.CERTIFICATES;
    }

    @Override
    public HealthReport look() {
        return judge(certificates.dueBefore(clock.instant().plus(SOON), MOST));
    }

    static HealthReport judge(List<ListedCertificate> ending) {
        Map<Fact, Object> facts = new EnumMap<>(Map.of(Fact.ENDING, (long) ending.size()));
        if (ending.isEmpty()) {
            return HealthReport.good(HealthPart.CERTIFICATES, facts);
        }
        facts.put(Fact.FIRST_END, ending.get(0).notAfter());
        return HealthReport.troubled(HealthTrouble.CERTIFICATES_ENDING, facts);
    }
}
