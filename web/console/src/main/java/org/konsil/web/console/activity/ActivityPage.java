package org.konsil.web.console.activity;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.konsil.server.access.AccessSettings;
import org.konsil.server.certification.activity.Act;
import org.konsil.server.certification.activity.Activity;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.server.proof.proving.LoggedEvents;

/** Who did what, and the proof log's entries: a page of each at a time, as the database gives it. */
@Named("activityPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class ActivityPage {

    private static final int LENGTH = 50;

    @Inject
    HttpServletRequest request;

    @Inject
    ActivitySearch search;

    @Inject
    Activity activity;

    @Inject
    LoggedEvents log;

    @Inject
    PeopleFinder people;

    @Inject
    AccessSettings access;

    private final Map<String, String> names = new HashMap<>();
    private List<ActLine> acts;
    private boolean more;
    private List<EntryLine> entries;
    private boolean moreEntries;

    @PostConstruct
    void read() {
        List<Act> found = activity.find(search.filter(), search.after(), LENGTH + 1);
        more = found.size() > LENGTH;
        acts = found.stream()
                .limit(LENGTH)
                .map(act -> new ActLine(act, name(act.subject())))
                .toList();
        List<LoggedEvents.LoggedEvent> logged = log.find(search.before(), LENGTH + 1);
        moreEntries = logged.size() > LENGTH;
        entries = logged.stream().limit(LENGTH).map(EntryLine::new).toList();
    }

    /** The officer's name; the id, if it was a part of the server or somebody who left. */
    private String name(String subject) {
        return names.computeIfAbsent(
                subject,
                id -> people.findBySubject(access.issuer(), id)
                        .map(Person::name)
                        .orElse(id));
    }

    public List<ActLine> getActs() {
        return acts;
    }

    public boolean isMore() {
        return more;
    }

    /** Whether this is not the first page of acts. */
    public boolean isLater() {
        return search.after().isPresent();
    }

    /** The address of the first page of the same search. */
    public String getFirst() {
        return address();
    }

    /** The address of the next page. */
    public String getNext() {
        String place = acts.get(acts.size() - 1).place();
        return address() + "&after=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
    }

    /** Of the proof log. */
    public List<EntryLine> getEntries() {
        return entries;
    }

    public boolean isMoreEntries() {
        return moreEntries;
    }

    /** Whether this is not the first page of entries. */
    public boolean isLaterEntries() {
        return search.before().isPresent();
    }

    /** The address of the next page of entries. */
    public String getNextEntries() {
        return address() + "&before=" + entries.get(entries.size() - 1).getPosition() + "#log";
    }

    private String address() {
        return request.getContextPath() + "/activity.xhtml?" + search.query();
    }

    /** What is asked for. */
    public ActivitySearch getSearch() {
        return search;
    }
}
