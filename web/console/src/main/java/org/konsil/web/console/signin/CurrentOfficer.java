package org.konsil.web.console.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.access.Role;
import org.konsil.web.console.frame.ConsolePage;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/** The person who uses the console, as the doors of the server want to know them. */
@RequestScoped
public class CurrentOfficer {

    @Inject
    HttpServletRequest request;

    /**
     * The officer, for an act of this page. The filter has let only the right people at the page; an act asks again, so that none
     * can be reached by another way.
     *
     * @throws NotYoursException if the page is not open to them
     */
    public Caller requireFor(ConsolePage page) {
        @Nullable OidcSecurityContext session = SignedIn.session(request);
        if (session == null || !page.isOpenTo(request)) {
            throw new NotYoursException(page.path());
        }
        IDToken token = session.getIDToken();
        Set<Role> roles = Stream.of(Role.values())
                .filter(role -> request.isUserInRole(role.roleName()))
                .collect(Collectors.toSet());
        return new Caller(token.getIssuer(), token.getSubject(), roles, Instant.ofEpochSecond(token.getExpiration()));
    }

    /** Who it is; nobody acts with this. */
    public Identity identity() {
        return requireFor(ConsolePage.DASHBOARD).identity();
    }
}
