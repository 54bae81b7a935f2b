package org.konsil.web.console.health;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.web.console.frame.Language;
import org.konsil.web.console.frame.Times;

/** Numbers, sizes and times as the reader writes them. */
@RequestScoped
public class FactTexts {

    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    @Inject
    Language language;

    @Inject
    Times times;

    /** In their order. */
    List<FactView> of(Map<Fact, Object> facts) {
        return facts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fact -> new FactView(fact.getKey().text(), text(fact.getKey(), fact.getValue())))
                .toList();
    }

    private String text(Fact fact, Object value) {
        return switch (fact.unit()) {
            case TEXT -> value.toString();
            case TIME -> times.minute((Instant) value);
            case NUMBER -> number(0).format((long) value);
            case BYTES -> size((long) value);
        };
    }

    private String size(long bytes) {
        return bytes < GIB ? number(0).format(bytes / MIB) + " MiB" : number(1).format(bytes / GIB) + " GiB";
    }

    private NumberFormat number(int digits) {
        NumberFormat format = NumberFormat.getInstance(language.getLocale());
        format.setMaximumFractionDigits(digits);
        return format;
    }
}
