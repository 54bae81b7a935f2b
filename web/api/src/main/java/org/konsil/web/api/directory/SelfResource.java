package org.konsil.web.api.directory;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.web.access.CurrentCaller;

/** Who the caller is. */
@Path("self")
@RequestScoped
public class SelfResource {

    @Inject
    CurrentCaller current;

    @Inject
    PeopleFinder people;

    @GET
    @RolesAllowed(Role.STAFF_NAME)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject read() {
        Caller caller = current.require();
        Person person = people.requireBySubject(caller.issuer(), caller.subject());
        List<String> roles =
                caller.roles().stream().map(Role::roleName).sorted().toList();
        return Json.createObjectBuilder()
                .add("userId", person.id().toString())
                .add("name", person.name())
                .add("ward", person.ward())
                .add("duty", person.duty())
                .add("roles", Json.createArrayBuilder(roles))
                .build();
    }
}
