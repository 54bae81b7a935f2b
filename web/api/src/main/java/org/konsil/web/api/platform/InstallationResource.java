package org.konsil.web.api.platform;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.server.access.AccessSettings;
import org.konsil.server.certification.status.Leases;
import org.konsil.server.platform.HospitalSettings;

/** What the app needs before anybody has logged in. */
@Path("installation")
@RequestScoped
public class InstallationResource {

    private static final String APP_CLIENT = "app";

    @Inject
    HospitalSettings hospital;

    @Inject
    AccessSettings access;

    @Inject
    Leases leases;

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject read() {
        return Json.createObjectBuilder()
                .add("name", hospital.name())
                .add("domain", hospital.domain())
                .add("issuer", access.issuer())
                .add("clientId", APP_CLIENT)
                .add("requireInclusionProof", leases.requireInclusionProof())
                .build();
    }
}
