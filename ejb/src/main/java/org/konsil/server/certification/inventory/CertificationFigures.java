package org.konsil.server.certification.inventory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.issuance.IssuanceCounts;
import org.konsil.server.certification.publication.RootList;
import org.konsil.server.certification.status.StatusSigners;

/** How the CA is, as figures for the operator's monitoring. */
@Stateless
public class CertificationFigures {
    private static final String ENDS = "select split_part(c.profile, '/', 1), min(c.not_after) from certificate c"
            + " where c.not_after >= :now"
            + " and not exists (select 1 from certificate_revocation r where r.serial = c.serial)"
            + " and not exists (select 1 from certificate s where s.holder = c.holder"
            + " and split_part(s.profile, '/', 1) = split_part(c.profile, '/', 1) and s.issued_at > c.issued_at)"
            + " group by 1 order by 1";
    private static final String LISTS =
            "select issuer || coalesce('/' || shard, ''), max(this_update), max(next_update)"
                    + " from revocation_list group by issuer, shard order by 1";
    private static final String OPEN = "select count(*), min(prepared_at) from certificate_journal"
            + " where finished_at is null and abandoned_at is null";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Authorities authorities;

    @Inject
    RootList rootList;

    @Inject
    StatusSigners signers;

    @Inject
    IssuanceCounts counts;

    @Inject
    Clock clock;

    /** The figures in the text format of OpenMetrics 1.0; seconds, as it demands. */
    public String openMetrics() {
        Instant now = clock.instant();
        FigureText text = new FigureText();
        text.gauge("konsil_certificate_soonest_end_seconds", "Until the first certificate in use of the profile ends");
        for (Object[] row : rows(ENDS, now)) {
            text.value(
                    "konsil_certificate_soonest_end_seconds", "profile", (String) row[0], since(now, (Instant) row[1]));
        }
        text.gauge("konsil_revocation_list_age_seconds", "Since the newest list began");
        text.gauge("konsil_revocation_list_rest_seconds", "Until the newest list is over");
        for (Object[] row : rows(LISTS, null)) {
            text.value("konsil_revocation_list_age_seconds", "list", (String) row[0], since((Instant) row[1], now));
            text.value("konsil_revocation_list_rest_seconds", "list", (String) row[0], since(now, (Instant) row[2]));
        }
        rootList.current().ifPresent(list -> {
            text.value("konsil_revocation_list_age_seconds", "list", "root", since(list.thisUpdate(), now));
            text.value("konsil_revocation_list_rest_seconds", "list", "root", since(now, list.nextUpdate()));
        });
        addStatus(text, now);
        addJournal(text, now);
        authorities
                .present()
                .forEach(authority -> text.value(
                        "konsil_signer_latency_seconds",
                        "authority",
                        authority.name().toLowerCase(Locale.ROOT),
                        authorities.latency(authority).toNanos() / 1e9));
        return text.end();
    }

    private void addStatus(FigureText text, Instant now) {
        text.gauge("konsil_status_signer_rest_seconds", "Until the first OCSP signer of this node ends");
        Instant end = signers.soonestEnd();
        if (!end.equals(Instant.MAX)) {
            text.value("konsil_status_signer_rest_seconds", since(now, end));
        }
        text.gauge("konsil_lease_current", "Devices whose lease is not over");
        text.value(
                "konsil_lease_current",
                ((Number) entities.createNativeQuery(
                                        "select count(*) from posture_lease where next_update > :now", Long.class)
                                .setParameter("now", now)
                                .getSingleResult())
                        .doubleValue());
    }

    private void addJournal(FigureText text, Instant now) {
        Object[] open = rows(OPEN, null).get(0);
        text.gauge("konsil_journal_open", "Issuances that were begun and not finished");
        text.value("konsil_journal_open", ((Number) open[0]).doubleValue());
        text.gauge("konsil_journal_oldest_open_seconds", "Age of the oldest of them; over 300 is an alarm");
        text.value("konsil_journal_oldest_open_seconds", open[1] == null ? 0 : since((Instant) open[1], now));
        text.counter("konsil_lint_failures", "Certificates that were not signed because a lint objected");
        text.value("konsil_lint_failures_total", counts.lintFailures());
        text.gauge("konsil_signer_latency_seconds", "Mean time of the CA's last signatures");
    }

    private List<Object[]> rows(String query, @org.jspecify.annotations.Nullable Instant now) {
        var prepared = entities.createNativeQuery(query, Object[].class);
        if (now != null) {
            prepared.setParameter("now", now);
        }
        List<?> found = prepared.getResultList();
        return found.stream().map(Object[].class::cast).toList();
    }

    private static double since(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
