package org.konsil.web.pki;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.konsil.pki.timestamp.TimeStampAuthority;
import org.konsil.server.certification.timestamp.TimeStampDesk;

/** Time stamps over http (RFC 3161, section 3.4), for everybody: only a digest is shown, and nothing is kept. */
@Path("tsa")
@RequestScoped
public class TimeStampResource {
    @Inject
    TimeStampDesk desk;

    /** 503 as long as two people have not allowed this server to stamp. */
    @POST
    @PermitAll
    @Consumes("application/timestamp-query")
    public Response stamp(InputStream body) throws IOException {
        byte[] request = body.readNBytes(TimeStampAuthority.MAX_REQUEST_BYTES + 1);
        byte[] answer = desk.answer(request).orElseThrow(ServiceUnavailableException::new);
        return Response.ok(answer, "application/timestamp-reply")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
