package org.konsil.web.console.dashboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.CertificationHealth;
import org.konsil.server.certification.inventory.ListHealth;
import org.konsil.web.console.certificate.CertificateLine;
import org.konsil.web.console.certificate.CertificateLines;

/** What needs doing today. */
@Named("dashboard")
@RequestScoped
public class DashboardPage {

    private static final Duration SOON = Duration.ofDays(30);
    private static final int MOST = 500;
    private static final int SHOWN = 5;

    @Inject
    ApprovalQueue approvals;

    @Inject
    CertificateList certificates;

    @Inject
    CertificateLines lines;

    @Inject
    CertificationHealth health;

    @Inject
    Clock clock;

    private @Nullable List<CertificateLine> ending;
    private @Nullable List<ListHealth> lists;

    /** How many requests wait for somebody. */
    public int getOpenRequests() {
        return approvals.open().size();
    }

    /** Certificates in use that end within 30 days, the first first; 500 at most. */
    public List<CertificateLine> getEnding() {
        if (ending == null) {
            ending = lines.of(certificates.dueBefore(clock.instant().plus(SOON), MOST));
        }
        return ending;
    }

    /** The first few of them. */
    public List<CertificateLine> getFirstEnding() {
        return getEnding().stream().limit(SHOWN).toList();
    }

    /** The revocation lists. */
    public List<ListHealth> getLists() {
        if (lists == null) {
            lists = health.lists();
        }
        return lists;
    }

    /** Whether each list is good now. */
    public boolean isEveryListCurrent() {
        return getLists().stream().allMatch(ListHealth::current);
    }

    /** When the first OCSP signer of this server ends; null if none was needed since the start. */
    public @Nullable Instant getSignerEnd() {
        return health.firstSignerEnd().orElse(null);
    }

    /** Devices whose posture lease is not over. */
    public long getLeases() {
        return health.currentLeases();
    }
}
