package org.konsil.web.console.hardware;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.Hardware;
import org.konsil.server.device.HardwareState;
import org.konsil.server.device.hardware.HardwareFilter;
import org.konsil.server.device.hardware.HardwareRegister;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;

/** The list of approved hardware: a page at a time, as the database gives it; what makes no sense in the address asks for nothing. */
@Named("hardwarePage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class HardwarePage {

    private static final int LENGTH = 50;
    private static final int MAX_CHARACTERS = 100;
    private static final int MAX_PEOPLE = 50;

    @Inject
    HttpServletRequest request;

    @Inject
    HardwareRegister register;

    @Inject
    PeopleFinder people;

    @Inject
    HardwareLines names;

    private List<HardwareLine> lines;
    private boolean more;

    @PostConstruct
    void read() {
        List<Hardware> found = register.find(filter(), HardwareAddress.find(parameter("after")), LENGTH + 1);
        more = found.size() > LENGTH;
        lines = names.of(more ? found.subList(0, LENGTH) : found);
    }

    public List<HardwareLine> getLines() {
        return lines;
    }

    public boolean isMore() {
        return more;
    }

    /** Whether this is not the first page. */
    public boolean isLater() {
        return HardwareAddress.find(parameter("after")).isPresent();
    }

    /** The address of the next page. */
    public String getNext() {
        return getFirst() + "&after=" + lines.get(lines.size() - 1).getId();
    }

    /** The address of the first page of the same search. */
    public String getFirst() {
        return request.getContextPath() + "/hardware.xhtml?q=" + URLEncoder.encode(getText(), StandardCharsets.UTF_8)
                + "&state=" + getState();
    }

    /** The words, as they were typed. */
    public String getText() {
        String text = parameter("q").strip();
        return text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
    }

    /** The state, or nothing for any. */
    public String getState() {
        return HardwareState.find(parameter("state")).map(HardwareState::text).orElse("");
    }

    /** The states to choose from. */
    public List<String> getStates() {
        return Stream.of(HardwareState.values()).map(HardwareState::text).toList();
    }

    private HardwareFilter filter() {
        String text = getText();
        Set<UserId> owners = text.isEmpty()
                ? Set.of()
                : people.findAnybody(text, MAX_PEOPLE).stream().map(Person::id).collect(Collectors.toSet());
        return new HardwareFilter(text, owners, HardwareState.find(getState()));
    }

    private String parameter(String name) {
        @Nullable String value = request.getParameter(name);
        return Optional.ofNullable(value).orElse("");
    }
}
