package org.konsil.web.pki;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.konsil.pki.responder.StatusQuestionReader;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.status.StatusDesk;
import org.konsil.server.certification.status.StatusReply;

/** OCSP over http, for everybody (RFC 6960, appendix A; RFC 5019, section 5 and 6). */
@Path("ocsp/{ca: device|staff|service}")
@RequestScoped
public class StatusResource {
    private static final String QUESTION = "application/ocsp-request";
    private static final String ANSWER = "application/ocsp-response";

    @Inject
    StatusDesk desk;

    @Inject
    Clock clock;

    /** The question in the body. */
    @POST
    @PermitAll
    @Consumes(QUESTION)
    public Response post(@PathParam("ca") String ca, InputStream body) throws IOException {
        byte[] question = body.readNBytes(StatusQuestionReader.MAX_BYTES + 1);
        return answer(desk.answer(Authorities.parse(ca), question));
    }

    /** The question in the address: base64, percent-encoded; slashes of it may come as they are. */
    @GET
    @Path("{question: .+}")
    @PermitAll
    public Response get(@PathParam("ca") String ca, @Context UriInfo address) {
        String path = address.getRequestUri().getRawPath();
        String start = "/ocsp/" + ca + "/";
        String encoded = path.substring(path.indexOf(start) + start.length());
        return answer(desk.answer(Authorities.parse(ca), decode(encoded)));
    }

    private static byte[] decode(String encoded) {
        if (encoded.length() > 3 * StatusQuestionReader.MAX_BYTES) {
            throw new ClientErrorException(Response.Status.REQUEST_URI_TOO_LONG);
        }
        try {
            // A plus is a plus here, and not the space that it is in forms.
            String base64 = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0]; // which is malformed in OCSP's own words
        }
    }

    private Response answer(StatusReply reply) {
        Response.ResponseBuilder response = Response.ok(reply.response(), ANSWER);
        if (reply.keepUntil().isEmpty()) {
            return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
        }
        Instant until = reply.keepUntil().get();
        long rest = Math.max(0, Duration.between(clock.instant(), until).toSeconds());
        return response.header(
                        HttpHeaders.CACHE_CONTROL, "public, no-transform, must-revalidate, no-cache, max-age=" + rest)
                .expires(Date.from(until))
                .build();
    }
}
