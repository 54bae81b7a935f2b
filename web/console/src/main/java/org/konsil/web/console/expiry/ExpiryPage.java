package org.konsil.web.console.expiry;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.WeekOfEnds;
import org.konsil.web.console.certificate.CertificateLine;
import org.konsil.web.console.certificate.CertificateLines;

/** What ends when: half a year by weeks, and what must be renewed next. */
@Named("expiryPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class ExpiryPage {

    private static final int WEEKS = 26;
    private static final Duration SOON = Duration.ofDays(60);
    private static final int MOST = 100;

    @Inject
    CertificateList certificates;

    @Inject
    CertificateLines lines;

    @Inject
    Clock clock;

    private List<Week> weeks;
    private List<CertificateLine> due;

    @PostConstruct
    void read() {
        Instant now = clock.instant();
        Map<Integer, Long> ends = certificates.endsByWeek(WEEKS).stream()
                .collect(Collectors.toMap(WeekOfEnds::week, WeekOfEnds::certificates));
        long most = ends.values().stream().mapToLong(Long::longValue).max().orElse(1);
        weeks = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            Instant from = now.plus(Duration.ofDays(7L * week));
            weeks.add(new Week(week, from, ends.getOrDefault(week, 0L), most));
        }
        due = lines.of(certificates.dueBefore(now.plus(SOON), MOST));
    }

    /** Half a year. */
    public List<Week> getWeeks() {
        return weeks;
    }

    /** The weeks in which something ends. */
    public List<Week> getBusyWeeks() {
        return weeks.stream().filter(week -> week.getCertificates() > 0).toList();
    }

    /** In use, not renewed, and over within 60 days; 100 at most. */
    public List<CertificateLine> getDue() {
        return due;
    }
}
