package org.konsil.web.console.activity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.ActKind;
import org.konsil.server.certification.activity.Act;
import org.konsil.server.certification.activity.ActFilter;
import org.konsil.web.console.frame.Language;

/** What the address asks for: {@code kind}, {@code from} and {@code until} (days), {@code after}, {@code before} (an entry of the log); what makes no sense asks for nothing. */
@RequestScoped
public class ActivitySearch {

    private static final Pattern DAY = Pattern.compile("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}");
    private static final Pattern PLACE = Pattern.compile("([0-9TZ:.-]{20,30})_([ -~]{1,600})");
    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");

    @Inject
    HttpServletRequest request;

    @Inject
    Language language;

    /** The kind, or nothing for any. */
    public String getKind() {
        return ActKind.find(parameter("kind")).map(ActKind::text).orElse("");
    }

    /** The kinds to choose from. */
    public List<String> getKinds() {
        return Stream.of(ActKind.values()).map(ActKind::text).toList();
    }

    /** The first day, or nothing. */
    public String getFrom() {
        return day("from").map(LocalDate::toString).orElse("");
    }

    /** The last day, or nothing. */
    public String getUntil() {
        return day("until").map(LocalDate::toString).orElse("");
    }

    ActFilter filter() {
        return new ActFilter(
                ActKind.find(parameter("kind")),
                day("from").map(this::begin),
                day("until").map(last -> begin(last.plusDays(1))));
    }

    /** The act after which the page begins. */
    Optional<Act.Place> after() {
        Matcher place = PLACE.matcher(parameter("after"));
        if (!place.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Act.Place(Instant.parse(place.group(1)), place.group(2)));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** The entry before which the log's page begins. */
    OptionalLong before() {
        return POSITION.matcher(parameter("before")).matches()
                ? OptionalLong.of(Long.parseLong(parameter("before")))
                : OptionalLong.empty();
    }

    /** The filter as a part of an address. */
    String query() {
        return "kind=" + getKind() + "&from=" + getFrom() + "&until=" + getUntil();
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(language.getZone()).toInstant();
    }

    private Optional<LocalDate> day(String name) {
        if (!DAY.matcher(parameter(name)).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(parameter(name)));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private String parameter(String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
