package org.konsil.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as the reader writes them. */
@Named("times")
@RequestScoped
public class Times {

    @Inject
    Language language;

    @Inject
    Clock clock;

    /** Day and minute. */
    public String minute(Instant at) {
        return format(at, DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT));
    }

    /** The day alone. */
    public String day(Instant at) {
        return format(at, DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM));
    }

    /** Whole days from now; negative if it is past. */
    public long daysUntil(Instant at) {
        return Duration.between(clock.instant(), at).toDays();
    }

    private String format(Instant at, DateTimeFormatter format) {
        // Day before month, and 24 hours, in English too: this is a European hospital.
        Locale locale = language.getTag().equals("en") ? Locale.UK : language.getLocale();
        return format.withLocale(locale).withZone(language.getZone()).format(at);
    }
}
