package org.konsil.web.console.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.health.Health;

/** How each part is, and what to do about those that are not well. */
@Named("healthPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class HealthPage {

    @Inject
    Health health;

    @Inject
    FactTexts texts;

    private List<PartView> parts;

    @PostConstruct
    void read() {
        parts = health.all().stream()
                .map(report -> new PartView(report, texts.of(report.facts())))
                .toList();
    }

    /** All of them, in the order in which one looks. */
    public List<PartView> getParts() {
        return parts;
    }

    /** How many have something the matter. */
    public long getTroubled() {
        return parts.stream().filter(part -> !part.getTrouble().isEmpty()).count();
    }

    /** How it is altogether: as that of the worst part. */
    public String getState() {
        return parts.stream()
                .map(PartView::state)
                .reduce(HealthReport.State.GOOD, (one, other) -> one.compareTo(other) > 0 ? one : other)
                .text();
    }
}
