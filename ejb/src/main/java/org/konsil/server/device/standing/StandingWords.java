package org.konsil.server.device.standing;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.konsil.server.device.Grade;

/** Says a standing in German or English; anybody else reads English. */
final class StandingWords {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle words;
    private final DateTimeFormatter day;

    private StandingWords(Locale language) {
        words = ResourceBundle.getBundle(StandingWords.class.getPackageName() + ".words", language, NO_FALLBACK);
        day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language)
                .withZone(ZoneOffset.UTC);
    }

    static StandingWords in(Locale language) {
        return new StandingWords(
                Locale.GERMAN.getLanguage().equals(language.getLanguage()) ? Locale.GERMANY : Locale.UK);
    }

    Explanation of(Standing standing) {
        List<String> reasons = new ArrayList<>();
        standing.overlookedUntil().ifPresent(until -> reasons.add(say("overlooked", day.format(until))));
        standing.present()
                .forEach(concern ->
                        reasons.add(say("reason." + concern.shortcoming().text()) + " "
                                + say("help." + concern.shortcoming().text())));
        return new Explanation(say("grade." + standing.grade().text()), reasons, steps(standing));
    }

    private List<String> steps(Standing standing) {
        List<String> steps = new ArrayList<>();
        Grade reached = standing.ownGrade();
        for (Grade next : Grade.values()) {
            Instant comes = standing.concerns().stream()
                    .map(concern -> time(concern.steps(), next))
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
            if (next.compareTo(reached) > 0 && comes.isBefore(Instant.MAX)) {
                steps.add(say("step." + next.text(), day.format(comes)));
            }
        }
        return steps;
    }

    private static Instant time(Steps steps, Grade grade) {
        return switch (grade) {
            case GOOD -> Instant.MAX;
            case WARN -> steps.warn();
            case URGENT_ONLY -> steps.urgentOnly();
            case BLOCKED -> steps.blocked();
        };
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
