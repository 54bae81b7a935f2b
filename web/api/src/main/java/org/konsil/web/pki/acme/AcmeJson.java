package org.konsil.web.pki.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.acme.ServerAccount;
import org.konsil.server.certification.order.NameAuthorization;
import org.konsil.server.certification.order.ServerOrder;

/** The objects of RFC 8555, section 7.1, as JSON. */
@ApplicationScoped
public class AcmeJson {

    private static final byte[] LINE_END = {'\n'};

    @Inject
    AcmeLinks links;

    JsonObject of(ServerAccount account) {
        return Json.createObjectBuilder()
                .add("status", account.status())
                .add("orders", links.orders(account.id()).toString())
                .build();
    }

    JsonObject of(ServerOrder order) {
        JsonArrayBuilder identifiers = Json.createArrayBuilder();
        JsonArrayBuilder authorizations = Json.createArrayBuilder();
        order.authorizations().forEach(each -> {
            identifiers.add(identifier(each.name()));
            authorizations.add(links.authorization(each.id()).toString());
        });
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("status", order.status())
                .add("expires", time(order.expiresAt()))
                .add("identifiers", identifiers)
                .add("authorizations", authorizations)
                .add("finalize", links.order(order.id()) + "/finalize");
        order.authorizations().stream()
                .flatMap(each -> each.error().stream())
                .findFirst()
                .ifPresent(error -> json.add("error", AcmeProblemMapper.json(AcmeProblem.of(error))));
        order.serial()
                .ifPresent(serial -> json.add(
                        "certificate", links.to("certificate/" + order.id()).toString()));
        return json.build();
    }

    JsonObject of(NameAuthorization authorization) {
        return Json.createObjectBuilder()
                .add("status", authorization.status())
                .add("expires", time(authorization.expiresAt()))
                .add("identifier", identifier(authorization.name()))
                .add("challenges", Json.createArrayBuilder().add(challenge(authorization)))
                .build();
    }

    /** The one challenge of the authorization (section 8.3). */
    JsonObject challenge(NameAuthorization authorization) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "http-01")
                .add("url", links.challenge(authorization.id()).toString())
                .add("status", authorization.challengeStatus())
                .add("token", authorization.token());
        authorization.validatedAt().ifPresent(at -> json.add("validated", time(at)));
        authorization.error().ifPresent(error -> json.add("error", AcmeProblemMapper.json(AcmeProblem.of(error))));
        return json.build();
    }

    /** RFC 3339, whole seconds. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new AcmeRefusedException(AcmeRefusal.NOT_FOUND);
        }
    }

    /** Certificates as text (RFC 8555, section 9.1). */
    static String pem(List<byte[]> chain) {
        StringBuilder pem = new StringBuilder();
        for (byte[] der : chain) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(new String(Base64.getMimeEncoder(64, LINE_END).encode(der), StandardCharsets.US_ASCII))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }

    private static JsonObjectBuilder identifier(String name) {
        return Json.createObjectBuilder().add("type", "dns").add("value", name);
    }
}
