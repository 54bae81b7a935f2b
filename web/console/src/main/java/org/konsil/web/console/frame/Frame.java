package org.konsil.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The frame of the page that is shown: where one is, and where one may go. */
@Named("frame")
@RequestScoped
public class Frame {

    /** The parameters that say what a page is about. */
    private static final List<String> SUBJECTS = List.of("serial", "id", "name");

    /** The same, and those that say what is to be done, or for whom. */
    private static final List<String> WHOLE = List.of("serial", "id", "name", "act", "user");

    @Inject
    HttpServletRequest request;

    /** The pages of the navigation that are open to this person. */
    public List<Link> getNavigation() {
        return Stream.of(ConsolePage.values())
                .filter(ConsolePage::isMain)
                .filter(page -> page.isOpenTo(request))
                .map(this::link)
                .toList();
    }

    /** The way to this page, from the first one; this one is the last. */
    public List<Link> getWay() {
        Deque<Link> way = new ArrayDeque<>();
        for (Optional<ConsolePage> page = Optional.of(current());
                page.isPresent();
                page = page.get().above()) {
            way.addFirst(link(page.get()));
        }
        return List.copyOf(way);
    }

    /** The key of this page's title. */
    public String getTitleKey() {
        return link(current()).key();
    }

    /** This page's address below that of the console. */
    public String getPath() {
        return current().path();
    }

    /** What follows the question mark in the address, so that a change of language comes back to the same thing. */
    public String getQuery() {
        @Nullable String query = request.getQueryString();
        return query == null ? "" : query;
    }

    /** The address at which this page shows the same again, after a form was sent, too. */
    public String getAddress() {
        return request.getContextPath() + current().path() + query(WHOLE);
    }

    /** Seconds until a session without a request ends. */
    public int getPatience() {
        return request.getSession().getMaxInactiveInterval();
    }

    /** Whether the page of that name is open to this person. */
    public boolean opens(String page) {
        return ConsolePage.valueOf(page).isOpenTo(request);
    }

    private ConsolePage current() {
        return ConsolePage.find(request.getServletPath()).orElse(ConsolePage.DASHBOARD);
    }

    private Link link(ConsolePage page) {
        boolean here = page == current() || page != ConsolePage.DASHBOARD && isAbove(page, current());
        String name = page.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Link("page." + name, request.getContextPath() + page.path() + subject(page), here);
    }

    /** On the way to this page, those above it show what this one is about. */
    private String subject(ConsolePage page) {
        return page.isMain() ? "" : query(SUBJECTS);
    }

    private String query(List<String> names) {
        String query = names.stream()
                .filter(name -> request.getParameter(name) != null)
                .map(name -> name + "=" + URLEncoder.encode(request.getParameter(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static boolean isAbove(ConsolePage page, ConsolePage below) {
        return below.above()
                .filter(above -> above == page || isAbove(page, above))
                .isPresent();
    }

    /**
     * A way to a page.
     *
     * @param key of its title
     * @param here whether it is this one, or one above
     */
    public record Link(String key, String address, boolean here) {
        public String getKey() {
            return key;
        }

        public String getAddress() {
            return address;
        }

        public boolean isHere() {
            return here;
        }
    }
}
