package org.konsil.web.console.page;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives every answer of the console its security headers; on Faces pages the content policy comes from PrimeFaces. */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class ConsoleHeaderFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    transient ContentPolicy policy;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        response.setHeader("Strict-Transport-Security", "max-age=31536000");
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // What failed may have begun as something else, and then a browser shows the page's source.
            response.setContentType("text/html;charset=UTF-8");
        }
        if (!isFaces(request.getServletPath())) {
            response.setHeader("Content-Security-Policy", policy.getText());
        } else {
            response.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }

    private static boolean isFaces(String path) {
        boolean welcome = path.isEmpty() || path.equals("/");
        return welcome || path.endsWith(".xhtml") && !path.startsWith("/jakarta.faces.resource/");
    }
}
