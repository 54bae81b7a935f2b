package org.konsil.web.api.certification;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Role;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateState;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.CertificationFigures;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.certification.inventory.ListedCertificate;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.problem.MalformedRequestException;

/** The inventory, what ends soon, and the figures. */
@Path("certificates")
@RequestScoped
public class CertificateResource {
    private static final int PAGE = 200;

    @Inject
    CurrentCaller current;

    @Inject
    CertificateList certificates;

    @Inject
    CertificationFigures figures;

    @Inject
    SubjectDirectory subjects;

    /** A page of 200, those that end first first; {@code after} is the last serial of the page before. */
    @GET
    @RolesAllowed({
        Role.REGISTRATION_OFFICER_NAME,
        Role.APPROVER_NAME,
        Role.IT_OPERATOR_NAME,
        Role.COMPLIANCE_OFFICER_NAME
    })
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray list(
            @QueryParam("profile") @Nullable String profile,
            @QueryParam("holder") @Nullable String holder,
            @QueryParam("state") @Nullable String state,
            @QueryParam("endsBefore") @Nullable String endsBefore,
            @QueryParam("after") @Nullable String after) {
        try {
            InventoryFilter filter = new InventoryFilter(
                    Optional.ofNullable(profile),
                    Optional.ofNullable(holder),
                    Optional.ofNullable(state).map(text -> CertificateState.valueOf(text.toUpperCase(Locale.ROOT))),
                    Optional.ofNullable(endsBefore).map(Instant::parse));
            return json(certificates.find(filter, Optional.ofNullable(after).map(CertificateSerial::parse), PAGE));
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw new MalformedRequestException("state, endsBefore or after");
        }
    }

    /** What of the caller's own ends soon and was not renewed. */
    @GET
    @Path("notices")
    @RolesAllowed(Role.STAFF_NAME)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray notices() {
        return json(certificates.endingSoonOf(
                subjects.requirePerson(current.require()).user()));
    }

    /** What of anybody's ends soon and was not renewed. */
    @GET
    @Path("notices/all")
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.IT_OPERATOR_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray allNotices() {
        return json(certificates.endingSoon(PAGE));
    }

    /** OpenMetrics, for the operator's monitoring. */
    @GET
    @Path("metrics")
    @RolesAllowed(Role.IT_OPERATOR_NAME)
    @Produces("application/openmetrics-text; version=1.0.0; charset=utf-8")
    public String metrics() {
        return figures.openMetrics();
    }

    private static JsonArray json(List<ListedCertificate> list) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (ListedCertificate certificate : list) {
            JsonObjectBuilder line = Json.createObjectBuilder()
                    .add("serial", certificate.serial().toString())
                    .add("profile", certificate.profile())
                    .add("holder", certificate.holder())
                    .add("notBefore", certificate.notBefore().toString())
                    .add("notAfter", certificate.notAfter().toString());
            certificate.revoked().ifPresent(reason -> line.add("revoked", reason));
            array.add(line);
        }
        return array.build();
    }
}
