package org.konsil.web.console.certificate;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateState;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.certification.inventory.InventorySearch;
import org.konsil.server.directory.lookup.PeopleFinder;

/** What the address asks for: {@code q}, {@code state}, {@code profile}, {@code days} and {@code after}; what makes no sense asks for nothing. */
@RequestScoped
public class CertificateSearch {

    private static final Map<String, CertificateState> STATES = Map.of(
            "valid", CertificateState.VALID,
            "hold", CertificateState.ON_HOLD,
            "revoked", CertificateState.REVOKED,
            "expired", CertificateState.EXPIRED);
    private static final List<String> STATE_ORDER = List.of("valid", "hold", "revoked", "expired");
    private static final Pattern PROFILE = Pattern.compile("[a-z-]{1,64}");
    private static final Pattern SERIAL = Pattern.compile("[1-9a-f][0-9a-f]{0,38}|[1-7][0-9a-f]{39}");
    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int MAX_CHARACTERS = 100;
    private static final int MAX_PEOPLE = 50;

    @Inject
    HttpServletRequest request;

    @Inject
    PeopleFinder people;

    @Inject
    Clock clock;

    private @Nullable InventoryFilter filter;

    /** The words, as they were typed. */
    public String getText() {
        String text = parameter("q").strip();
        return text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
    }

    /** The state, or nothing for any. */
    public String getState() {
        return STATES.containsKey(parameter("state")) ? parameter("state") : "";
    }

    /** The states to choose from. */
    public List<String> getStates() {
        return STATE_ORDER;
    }

    /** The kind, or nothing for any. */
    public String getProfile() {
        return PROFILE.matcher(parameter("profile")).matches() ? parameter("profile") : "";
    }

    /** In how many days they end at the latest, or nothing. */
    public String getDays() {
        return DAYS.matcher(parameter("days")).matches() ? parameter("days") : "";
    }

    Optional<CertificateSerial> after() {
        return Optional.of(parameter("after"))
                .filter(text -> SERIAL.matcher(text).matches())
                .map(CertificateSerial::parse);
    }

    InventoryFilter filter() {
        if (filter == null) {
            filter = new InventoryFilter(
                    Optional.of(getProfile()).filter(name -> !name.isEmpty()),
                    Optional.empty(),
                    Optional.ofNullable(STATES.get(getState())),
                    Optional.of(getDays()).filter(days -> !days.isEmpty()).map(this::in),
                    Optional.of(getText()).filter(text -> !text.isEmpty()).map(this::search));
        }
        return filter;
    }

    /** The same as a part of an address. */
    String query() {
        return "q=" + URLEncoder.encode(getText(), StandardCharsets.UTF_8) + "&state=" + getState() + "&profile="
                + getProfile() + "&days=" + getDays();
    }

    private Instant in(String days) {
        return clock.instant().plus(Duration.ofDays(Integer.parseInt(days)));
    }

    private InventorySearch search(String text) {
        Set<UUID> users = people.findAnybody(text, MAX_PEOPLE).stream()
                .map(person -> person.id().value())
                .collect(Collectors.toSet());
        // Serials are shown in pairs with colons, too.
        return new InventorySearch(text.toLowerCase(Locale.ROOT).replace(":", ""), users);
    }

    private String parameter(String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
