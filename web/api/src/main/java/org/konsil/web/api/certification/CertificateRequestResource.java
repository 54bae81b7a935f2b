package org.konsil.web.api.certification;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.konsil.pki.profile.ProfileChange;
import org.konsil.pki.profile.ProfileRefusedException;
import org.konsil.server.access.Role;
import org.konsil.server.certification.EnrolmentWay;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.ProfileChangeRefusedException;
import org.konsil.server.certification.profile.ProfileBook;
import org.konsil.server.certification.request.Enrolment;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.server.certification.request.HandedOut;
import org.konsil.server.certification.request.KeyCounter;
import org.konsil.server.certification.timestamp.TimeStampDesk;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.api.JsonBody;
import org.konsil.web.problem.MalformedRequestException;

/** What people ask of the CA through the API: certificates for requests and for new keys, narrower profiles, time stamps. */
@Path("profiles")
@RequestScoped
public class CertificateRequestResource {
    private static final int MAX_REQUEST_CHARACTERS = 12 * 1024;
    private static final int MAX_NAMES_CHARACTERS = 4096;
    private static final int MAX_CHANGE_CHARACTERS = 4096;
    private static final String PROFILE = "{profile: [a-z-]{1,64}}";

    @Inject
    CurrentCaller current;

    @Inject
    EnrolmentDesk desk;

    @Inject
    KeyCounter counter;

    @Inject
    ProfileBook profiles;

    @Inject
    TimeStampDesk stamps;

    /** A certificate for a PKCS#10 request; 202 with the approval's id while two people have to agree. */
    @POST
    @Path(PROFILE + "/requests")
    @RolesAllowed({
        Role.STAFF_NAME,
        Role.REGISTRATION_OFFICER_NAME,
        Role.APPROVER_NAME,
        Role.IT_OPERATOR_NAME,
        Role.COMPLIANCE_OFFICER_NAME,
        Role.DATA_PROTECTION_OFFICER_NAME
    })
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response upload(@PathParam("profile") String profile, InputStream body) {
        byte[] pkcs10 = base64(JsonBody.read(body).requireText("pkcs10", MAX_REQUEST_CHARACTERS));
        Enrolment enrolment = desk.enrol(current.require(), profile, EnrolmentWay.UPLOAD, pkcs10);
        if (enrolment instanceof Enrolment.Pending pending) {
            return accepted(pending.approval());
        }
        IssuedCertificate certificate = ((Enrolment.Issued) enrolment).certificate();
        return Response.ok(CertificateJson.of(certificate).build()).build();
    }

    /** A new key with its certificate as PKCS#12; the password is shown here and never again, the key is kept nowhere. */
    @POST
    @Path(PROFILE + "/keys")
    @RolesAllowed(Role.IT_OPERATOR_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject handOut(@PathParam("profile") String profile, InputStream body) {
        List<String> names = List.of(
                JsonBody.read(body).requireText("names", MAX_NAMES_CHARACTERS).split(" ", -1));
        try (HandedOut key = counter.handOut(current.require(), profile, names)) {
            return CertificateJson.of(key.certificate())
                    .add("pkcs12", Base64.getEncoder().encodeToString(key.pkcs12()))
                    .add("password", key.passwordText())
                    .build();
        }
    }

    /** Asks for a narrower profile: an object of settings; 202 with the approval's id. */
    @PUT
    @Path(PROFILE + "/change")
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.IT_OPERATOR_NAME})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("profile") String profile, InputStream body) {
        Map<String, String> settings = new TreeMap<>(JsonBody.read(body).requireTexts(MAX_CHANGE_CHARACTERS));
        try {
            return accepted(profiles.ask(current.require(), profile, new ProfileChange(settings)));
        } catch (ProfileRefusedException refused) {
            throw new ProfileChangeRefusedException(refused.setting());
        }
    }

    /** Asks that this server may stamp times; 202 with the approval's id. */
    @PUT
    @Path("time-stamp/permission")
    @RolesAllowed(Role.IT_OPERATOR_NAME)
    @Produces(MediaType.APPLICATION_JSON)
    public Response permitTimeStamps() {
        return accepted(stamps.ask(current.require()));
    }

    private static Response accepted(UUID approval) {
        JsonObject answer =
                Json.createObjectBuilder().add("approval", approval.toString()).build();
        return Response.accepted(answer).build();
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedRequestException("pkcs10 is no base64");
        }
    }
}
