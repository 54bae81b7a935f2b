package org.konsil.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.konsil.server.access.AccessSettings;
import org.konsil.server.platform.HospitalSettings;

/** Gives every answer the headers that tell a browser what it must not do, and what it may keep. */
public class HeaderFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String ONE_YEAR = "max-age=31536000";

    @Inject
    transient HospitalSettings hospital;

    @Inject
    transient AccessSettings access;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", contentSecurityPolicy());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
        response.setHeader("Cache-Control", caching(request.getRequestURI()));
        chain.doFilter(request, response);
    }

    private String contentSecurityPolicy() {
        String origin = hospital.origin();
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
                + " connect-src 'self' " + origin.replaceFirst("https", "wss") + " " + originOf(access.issuer())
                + "; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /** Built assets have their hash in their name; everything else is asked for anew. */
    static String caching(String path) {
        if (path.startsWith("/api/") || path.startsWith("/.well-known/est/")) {
            return "no-store";
        }
        return path.startsWith("/assets/") ? "public, immutable, " + ONE_YEAR : "no-cache";
    }

    static String originOf(String issuer) {
        URI uri = URI.create(issuer);
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
