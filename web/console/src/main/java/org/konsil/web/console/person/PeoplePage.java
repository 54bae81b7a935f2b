package org.konsil.web.console.person;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.lookup.PeopleFinder;

/** The search for people, those included who may not log in any more. */
@Named("peoplePage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class PeoplePage {

    private static final int MOST = 50;
    private static final int MAX_CHARACTERS = 100;

    @Inject
    HttpServletRequest request;

    @Inject
    PeopleFinder finder;

    private List<Person> people;

    @PostConstruct
    void read() {
        people = finder.findAnybody(getText(), MOST);
    }

    /** The words, as they were typed. */
    public String getText() {
        @Nullable String text = request.getParameter("q");
        return text == null
                ? ""
                : text.substring(0, Math.min(text.length(), MAX_CHARACTERS)).strip();
    }

    /** Who was found, by name; 50 at most. */
    public List<Person> getPeople() {
        return people;
    }

    /** Whether there may be more than are shown. */
    public boolean isMore() {
        return people.size() == MOST;
    }
}
