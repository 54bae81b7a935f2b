package org.konsil.web.pki.acme;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.web.problem.ProblemMapper;

/** The only place where an exception becomes an ACME answer (RFC 8555, section 6.7). */
@Provider
@ApplicationScoped
public class AcmeProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOGGER = System.getLogger(AcmeProblemMapper.class.getName());
    private static final List<String> ALGORITHMS = List.of("ES256", "ES384", "EdDSA", "RS256");
    private static final int RETRY_SECONDS = 60;

    @Inject
    AcmeLinks links;

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable refusal = thrown instanceof EJBException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (refusal instanceof AcmeRefusedException refused) {
            return ofRefusal(refused);
        }
        if (refusal instanceof WebApplicationException http) {
            return ofHttp(http.getResponse());
        }
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOGGER.log(Level.ERROR, "Request failed, problem " + instance, refusal);
        return answer(Response.serverError(), json(AcmeProblem.INTERNAL).add("instance", instance));
    }

    /** The problem document, to be completed. */
    static JsonObjectBuilder json(AcmeProblem problem) {
        return Json.createObjectBuilder()
                .add("type", problem.uri())
                .add("detail", problem.detail())
                .add("status", problem.status());
    }

    private Response ofRefusal(AcmeRefusedException refused) {
        AcmeProblem problem = AcmeProblem.of(refused.refusal());
        Response.ResponseBuilder answer = Response.status(problem.status());
        JsonObjectBuilder body = json(problem);
        if (refused.refusal() == AcmeRefusal.UNSUPPORTED_ALGORITHM) {
            body.add("algorithms", Json.createArrayBuilder(ALGORITHMS));
        }
        if (problem.status() == 429) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        refused.account().ifPresent(account -> answer.location(links.account(account)));
        return answer(answer, body);
    }

    /** Keeps the status and headers of the HTTP layer's own answers, such as 405 and its Allow. */
    private static Response ofHttp(Response http) {
        if (http.getStatus() < 400) {
            return http;
        }
        AcmeProblem problem = new AcmeProblem(
                "malformed", http.getStatus(), http.getStatusInfo().getReasonPhrase());
        return answer(Response.fromResponse(http), json(problem));
    }

    private static Response answer(Response.ResponseBuilder answer, JsonObjectBuilder body) {
        return answer.type(ProblemMapper.MEDIA_TYPE)
                .entity(body.build().toString())
                .build();
    }
}
