package org.konsil.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** German or English: what the person chose, else what their browser prefers. */
@Named("language")
@RequestScoped
public class Language {

    static final String COOKIE = "KONSIL_LANGUAGE";

    /** The first is for those who prefer neither. */
    public static final List<Locale> KNOWN = List.of(Locale.GERMAN, Locale.ENGLISH);

    @Inject
    HttpServletRequest request;

    /** The language of the page. */
    public Locale getLocale() {
        return chosen().or(this::preferred).orElse(KNOWN.get(0));
    }

    /** Its tag (RFC 5646). */
    public String getTag() {
        return getLocale().getLanguage();
    }

    /** The tag of the other one. */
    public String getOther() {
        return getTag().equals("de") ? "en" : "de";
    }

    /** The clock on the hospital's wall. */
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    static Optional<Locale> find(@Nullable String tag) {
        return KNOWN.stream().filter(locale -> locale.getLanguage().equals(tag)).findFirst();
    }

    private Optional<Locale> chosen() {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .findFirst()
                        .flatMap(cookie -> find(cookie.getValue()));
    }

    private Optional<Locale> preferred() {
        return Collections.list(request.getLocales()).stream()
                .flatMap(locale -> find(locale.getLanguage()).stream())
                .findFirst();
    }
}
