package org.konsil.web.console.frame;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.konsil.server.platform.HospitalSettings;

/**
 * Lets people at the pages of their offices only, and takes forms only from the console's own pages.
 *
 * <p>A form proves where it comes from twice: by the origin that the browser names, and by the view state, which is bound to the
 * session and to the page. One without a view state would be taken for a visit by Faces; it is refused instead.
 */
@WebFilter("/*")
public class PageAccessFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String VIEW_STATE = "jakarta.faces.ViewState";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Inject
    transient HospitalSettings hospital;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        Optional<ConsolePage> page = ConsolePage.find(path);
        boolean view = path.endsWith(".xhtml") && !path.startsWith("/jakarta.faces.resource/");
        if (view && page.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (page.isPresent() && !page.get().isOpenTo(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (!READING.contains(request.getMethod()) && !isOwnForm(request, view)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOwnForm(HttpServletRequest request, boolean view) {
        boolean form = request.getMethod().equals("POST");
        boolean here = hospital.origin().equals(request.getHeader("Origin"));
        return form && here && (!view || request.getParameter(VIEW_STATE) != null);
    }
}
