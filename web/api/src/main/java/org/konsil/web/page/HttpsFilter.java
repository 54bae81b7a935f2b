package org.konsil.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.konsil.server.platform.HospitalSettings;

/** Sends everything from http to https, but what certificates point to (RFC 5280 asks for http there). */
public class HttpsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int PERMANENT_REDIRECT = 308;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Inject
    transient HospitalSettings hospital;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.isSecure() || isPublicCertificateFile(request)) {
            chain.doFilter(request, response);
            return;
        }
        String query = request.getQueryString();
        // The configured host, not the one that the request names.
        String target = hospital.origin() + request.getRequestURI() + (query == null ? "" : "?" + query);
        response.setStatus(PERMANENT_REDIRECT);
        response.setHeader("Location", target);
    }

    private static boolean isPublicCertificateFile(HttpServletRequest request) {
        // The path as the container resolved it, so that "/pki/../api" is what it is.
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return READING.contains(request.getMethod()) && path.startsWith("/pki/") || isQuestion(request, path);
    }

    /** OCSP and time stamps are asked for by POST, over http too: their answers are signed. */
    private static boolean isQuestion(HttpServletRequest request, String path) {
        return "POST".equals(request.getMethod()) && (path.startsWith("/pki/ocsp/") || path.equals("/pki/tsa"));
    }
}
