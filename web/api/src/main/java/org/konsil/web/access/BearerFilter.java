package org.konsil.web.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Caller;
import org.konsil.server.access.TokenRefusedException;
import org.konsil.server.access.token.TokenChecker;
import org.konsil.web.problem.RoleMissingException;

/**
 * Lets a request through to a resource method if its annotations allow the bearer of its token (RFC 6750). The header is the
 * only place where a token is looked for: no query parameter, no form field, no cookie.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class BearerFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    @Inject
    TokenChecker tokens;

    @Inject
    CurrentCaller current;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        AccessRule rule = AccessRule.of(resource.getResourceClass(), resource.getResourceMethod());
        if (rule.open()) {
            return;
        }
        Caller caller = tokens.require(bearer(request.getHeaders().get(HttpHeaders.AUTHORIZATION)), rule.audience());
        if (!rule.allows(caller)) {
            throw new RoleMissingException(resource.getResourceMethod().getName());
        }
        current.set(caller);
        request.setSecurityContext(new CallerContext(caller));
    }

    static String bearer(@Nullable List<String> headers) {
        if (headers == null || headers.size() != 1) {
            throw new TokenRefusedException("not exactly one Authorization header");
        }
        String header = headers.get(0);
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new TokenRefusedException("scheme");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
