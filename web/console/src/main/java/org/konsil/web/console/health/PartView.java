package org.konsil.web.console.health;

import java.util.List;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthTrouble;

/** How one part is, for the page to show. */
public class PartView {

    private final HealthReport report;
    private final List<FactView> facts;

    PartView(HealthReport report, List<FactView> facts) {
        this.report = report;
        this.facts = facts;
    }

    HealthReport.State state() {
        return report.state();
    }

    /** Which one. */
    public String getName() {
        return report.part().text();
    }

    /** In a word. */
    public String getState() {
        return report.state().text();
    }

    /** What is the matter, or nothing. */
    public String getTrouble() {
        return report.trouble().map(HealthTrouble::text).orElse("");
    }

    /** What was found. */
    public List<FactView> getFacts() {
        return facts;
    }
}
