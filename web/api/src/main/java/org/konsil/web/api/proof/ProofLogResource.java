package org.konsil.web.api.proof;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.server.access.Role;
import org.konsil.server.proof.proving.CertificateProofs;
import org.konsil.server.proof.proving.PublishedLog;
import org.konsil.server.proof.witnessing.CheckpointStamps;
import org.konsil.server.proof.witnessing.WitnessLedger;
import org.konsil.server.proof.witnessing.WitnessRound;

/** The log's files (C2SP tlog-tiles) below one address, for whoever audits; nobody writes here. */
@Path("proof")
@RequestScoped
public class ProofLogResource {

    @Inject
    PublishedLog log;

    @Inject
    CheckpointStamps stamps;

    @Inject
    CertificateProofs certificates;

    @Inject
    WitnessLedger ledger;

    @Inject
    WitnessRound round;

    /** The newest checkpoint. */
    @GET
    @Path("checkpoint")
    @RolesAllowed({Role.COMPLIANCE_OFFICER_NAME, Role.DATA_PROTECTION_OFFICER_NAME})
    @Produces("text/plain;charset=utf-8")
    public byte[] checkpoint() {
        return log.checkpoint();
    }

    /** The checkpoint that was stamped last (RFC 3161). */
    @GET
    @Path("stamp/checkpoint")
    @RolesAllowed({Role.COMPLIANCE_OFFICER_NAME, Role.DATA_PROTECTION_OFFICER_NAME})
    @Produces("text/plain;charset=utf-8")
    public byte[] stampedCheckpoint() {
        return stamps.newest().note();
    }

    /** What the time-stamp authority said of it. */
    @GET
    @Path("stamp/reply")
    @RolesAllowed({Role.COMPLIANCE_OFFICER_NAME, Role.DATA_PROTECTION_OFFICER_NAME})
    @Produces("application/timestamp-reply")
    public byte[] stamp() {
        return stamps.newest().reply();
    }

    /** The newest checkpoint that enough witnesses signed, with their signatures. */
    @GET
    @Path("witnessed/checkpoint")
    @RolesAllowed({Role.COMPLIANCE_OFFICER_NAME, Role.DATA_PROTECTION_OFFICER_NAME})
    @Produces("text/plain;charset=utf-8")
    public byte[] witnessedCheckpoint() {
        return ledger.requireWitnessed();
    }

    /** Who else saw the log, and up to where. */
    @GET
    @Path("witnesses")
    @RolesAllowed({Role.COMPLIANCE_OFFICER_NAME, Role.DATA_PROTECTION_OFFICER_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject witnesses() {
        return WitnessJson.of(round.standing());
    }

    /** That a certificate is in the log (N12), for whoever holds it or meets it: nobody else knows its digest. */
    @GET
    @Path("certificates/{sha256: [0-9a-f]{64}}")
    @RolesAllowed({Role.STAFF_NAME, Role.COMPLIANCE_OFFICER_NAME, Role.DATA_PROTECTION_OFFICER_NAME})
    @Produces("text/plain;charset=utf-8")
    public byte[] certificate(@PathParam("sha256") String sha256) {
        return certificates.require(sha256);
    }

    /** A tile of hashes or a bundle of entries. */
    @GET
    @Path("tile/{name: [0-9a-z/.]{1,60}}")
    @RolesAllowed({Role.COMPLIANCE_OFFICER_NAME, Role.DATA_PROTECTION_OFFICER_NAME})
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] file(@PathParam("name") String name) {
        return log.file("tile/" + name);
    }
}
