package org.konsil.web.pki.acme;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/**
 * Bounds what one address, and all together, may ask in a minute, before anything of a request is looked at. Each node of a
 * cluster counts for itself; behind a proxy all servers have one address.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
@ApplicationScoped
public class AcmeBudget implements ContainerRequestFilter {

    static final int REQUESTS_OF_ONE = 600;
    static final int REQUESTS_OF_ALL = 6_000;
    static final Duration WINDOW = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    @Context
    HttpServletRequest servlet;

    private final Map<String, Integer> spent = new HashMap<>();
    private long window;
    private int all;

    @Override
    public void filter(ContainerRequestContext request) {
        spend(servlet.getRemoteAddr());
    }

    /** The total also bounds the memory that the addresses take. */
    synchronized void spend(String address) {
        long current = clock.millis() / WINDOW.toMillis();
        if (current != window) {
            window = current;
            spent.clear();
            all = 0;
        }
        if (++all > REQUESTS_OF_ALL || spent.merge(address, 1, Integer::sum) > REQUESTS_OF_ONE) {
            throw new AcmeRefusedException(AcmeRefusal.TOO_MANY_REQUESTS);
        }
    }
}
