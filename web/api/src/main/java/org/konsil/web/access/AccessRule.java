package org.konsil.web.access;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.server.access.Audience;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;

/**
 * What the annotations of a resource method ask for; a method without any is for nobody.
 *
 * @param open whether no token is needed
 * @param roles one of these is needed if it is not open
 * @param audience what the token must have been made for
 */
record AccessRule(boolean open, Set<Role> roles, Audience audience) {

    static AccessRule of(Class<?> resource, Method method) {
        TokenFor tokenFor = resource.getAnnotation(TokenFor.class);
        Audience audience = tokenFor == null ? Audience.API : tokenFor.value();
        if (method.isAnnotationPresent(DenyAll.class)) {
            return new AccessRule(false, Set.of(), audience);
        }
        RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            return new AccessRule(false, roles(allowed), audience);
        }
        return new AccessRule(method.isAnnotationPresent(PermitAll.class), Set.of(), audience);
    }

    boolean allows(Caller caller) {
        return open || roles.stream().anyMatch(caller.roles()::contains);
    }

    private static Set<Role> roles(RolesAllowed allowed) {
        return Stream.of(allowed.value())
                .flatMap(name -> Role.find(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
