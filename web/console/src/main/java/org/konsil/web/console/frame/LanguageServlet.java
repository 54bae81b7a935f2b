package org.konsil.web.console.frame;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers the language that somebody chose on this browser, and goes back to the page. */
@WebServlet("/language")
public class LanguageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration LIFE = Duration.ofDays(365);

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Locale> language = Language.find(request.getParameter("to"));
        if (language.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Cookie cookie = new Cookie(Language.COOKIE, language.get().getLanguage());
        cookie.setPath(request.getContextPath());
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        cookie.setMaxAge((int) LIFE.toSeconds());
        response.addCookie(cookie);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + way(request.getParameter("page"), request));
    }

    /** Only to a page of ours, whatever the form said. */
    private static String way(@Nullable String page, HttpServletRequest request) {
        Optional<ConsolePage> known = ConsolePage.find(page == null ? "" : page);
        @Nullable String query = request.getParameter("query");
        String kept = query == null || !query.matches("[A-Za-z0-9%&=._+-]{1,500}") ? "" : "?" + query;
        return known.map(found -> found.path() + kept).orElse(ConsolePage.DASHBOARD.path());
    }
}
