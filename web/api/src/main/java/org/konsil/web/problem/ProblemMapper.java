package org.konsil.web.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.konsil.server.attachment.UploadOffsetDiffersException;

/** The only place where an exception becomes an HTTP answer (RFC 9457). */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {

    /** The media type of the answers. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOGGER = System.getLogger(ProblemMapper.class.getName());
    private static final String CHALLENGE = "Bearer realm=\"konsil\"";
    /** RFC 9470, section 3: the client is to have the person sign in anew. */
    private static final String STEP_UP = CHALLENGE + ", error=\"insufficient_user_authentication\", max_age=\"300\"";

    private static final int RETRY_SECONDS = 10;

    @Override
    public Response toResponse(Throwable refusal) {
        String instance = "urn:uuid:" + UUID.randomUUID();
        if (refusal instanceof WebApplicationException http) {
            return ofHttp(http.getResponse(), instance);
        }
        ProblemType type = ProblemType.of(refusal);
        if (type == ProblemType.INTERNAL) {
            LOGGER.log(Level.ERROR, "Request failed, problem " + instance, refusal);
        }
        Response.ResponseBuilder answer = Response.status(type.status());
        if (type == ProblemType.TOKEN_REFUSED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (type == ProblemType.AUTHENTICATION_TOO_OLD) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, STEP_UP);
        }
        if (type.isPassing()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        JsonObjectBuilder body = body(type.uri(), type.title(), type.status(), instance);
        if (refusal instanceof UploadOffsetDiffersException differs) {
            body.add("offset", differs.offset());
        }
        return problem(answer, body);
    }

    /** Keeps the status and headers of the HTTP layer's own answers, such as 405 and its Allow. */
    private static Response ofHttp(Response http, String instance) {
        if (http.getStatus() < 400) {
            return http;
        }
        String title = http.getStatusInfo().getReasonPhrase();
        return problem(Response.fromResponse(http), body("about:blank", title, http.getStatus(), instance));
    }

    private static JsonObjectBuilder body(String type, String title, int status, String instance) {
        return Json.createObjectBuilder()
                .add("type", type)
                .add("title", title)
                .add("status", status)
                .add("instance", instance);
    }

    private static Response problem(Response.ResponseBuilder answer, JsonObjectBuilder body) {
        return answer.type(MEDIA_TYPE).entity(body.build().toString()).build();
    }
}
