package org.konsil.web.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;

/** A checked caller in the form that JAX-RS knows. */
record CallerContext(Caller caller) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return caller::subject;
    }

    @Override
    public boolean isUserInRole(String role) {
        return Role.find(role).filter(caller.roles()::contains).isPresent();
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getAuthenticationScheme() {
        return "BEARER";
    }
}
