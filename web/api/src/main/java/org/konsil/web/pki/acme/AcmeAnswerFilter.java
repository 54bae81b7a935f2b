package org.konsil.web.pki.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.konsil.server.certification.acme.ServerAccounts;

/** What every answer carries: the way to the directory, no caching, and a nonce for the next request (RFC 8555, 6.5 and 7.1). */
@Provider
@ApplicationScoped
public class AcmeAnswerFilter implements ContainerResponseFilter {

    private static final String NONCE = "Replay-Nonce";

    @Inject
    AcmeLinks links;

    @Inject
    ServerAccounts accounts;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().add(HttpHeaders.LINK, "<" + links.directory() + ">;rel=\"index\"");
        boolean asksForNonce = request.getUriInfo().getPath().endsWith("new-nonce");
        if (asksForNonce || request.getMethod().equals("POST")) {
            response.getHeaders().putSingle(NONCE, accounts.nonce());
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
