package org.konsil.client.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.PartStatus;

/** What is said about an installation after up and by status. */
final class StatusReport {

    private final Installation installation;
    private final List<PartStatus> parts;

    StatusReport(Installation installation, List<PartStatus> parts) {
        this.installation = installation;
        this.parts = parts;
    }

    boolean isReady() {
        return parts.stream().allMatch(part -> part.health() == PartStatus.Health.READY);
    }

    void print(Output output) {
        if (output.isJson()) {
            output.print(json());
        } else {
            lines().forEach(output.lines()::println);
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (PartStatus part : parts) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-10s  %-12s  %-9s  %-10s  %s",
                    part.part().title(),
                    part.version(),
                    health(part),
                    part.pid().isPresent() ? "pid " + part.pid().getAsLong() : "",
                    part.address()));
        }
        if (isReady()) {
            lines.add("");
            lines.add("  App      " + installation.origin() + "/");
            lines.add("  Console  " + installation.origin() + "/admin/");
            lines.add("  Login    " + installation.issuer());
            lines.add("  Root certificate to import into a browser: " + installation.rootCertificate());
        }
        return lines;
    }

    private Map<String, Object> json() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PartStatus part : parts) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("part", part.part().id());
            row.put("version", part.version());
            row.put("health", health(part));
            part.pid().ifPresent(pid -> row.put("pid", pid));
            row.put("address", part.address());
            rows.add(row);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("ready", isReady());
        report.put("app", installation.origin() + "/");
        report.put("console", installation.origin() + "/admin/");
        report.put("issuer", installation.issuer().toString());
        report.put("rootCertificate", installation.rootCertificate().toString());
        report.put("data", installation.settings().data().toString());
        report.put("parts", rows);
        return report;
    }

    private static String health(PartStatus part) {
        return part.health().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
