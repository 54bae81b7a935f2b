package org.konsil.web.console.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Role;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/** The person who uses the console, for the pages to show. */
@Named("signedIn")
@RequestScoped
public class SignedIn {

    @Inject
    HttpServletRequest request;

    /** The name as the user administration knows it. */
    public String getName() {
        @Nullable OidcSecurityContext session = session(request);
        @Nullable String name = session == null ? null : session.getIDToken().getName();
        return name == null ? getUsername() : name;
    }

    /** The login name. */
    public String getUsername() {
        @Nullable String user = request.getRemoteUser();
        return user == null ? "" : user;
    }

    /** The names of the roles, in the order of {@link Role}. */
    public List<String> getRoles() {
        return Stream.of(Role.values())
                .map(Role::roleName)
                .filter(request::isUserInRole)
                .toList();
    }

    static @Nullable OidcSecurityContext session(HttpServletRequest request) {
        return request.getAttribute(OidcSecurityContext.class.getName()) instanceof OidcSecurityContext session
                ? session
                : null;
    }
}
