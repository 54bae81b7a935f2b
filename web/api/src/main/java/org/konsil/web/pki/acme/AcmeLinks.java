package org.konsil.web.pki.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.konsil.server.platform.HospitalSettings;

/** The addresses of ACME; they begin with the configured origin, never with what a request says of it. */
@ApplicationScoped
public class AcmeLinks {

    private static final String BASE = "/acme/";

    @Inject
    HospitalSettings hospital;

    URI to(String path) {
        return URI.create(hospital.origin() + BASE + path);
    }

    URI directory() {
        return to("directory");
    }

    URI account(UUID id) {
        return to("account/" + id);
    }

    URI orders(UUID account) {
        return to("account/" + account + "/orders");
    }

    URI orders(UUID account, UUID cursor) {
        return URI.create(orders(account) + "?cursor=" + cursor);
    }

    URI order(UUID id) {
        return to("order/" + id);
    }

    URI authorization(UUID id) {
        return to("authorization/" + id);
    }

    URI challenge(UUID id) {
        return to("challenge/" + id);
    }

    /** The address that this request was sent to, under our own origin. */
    String current(HttpServletRequest request) {
        String query = request.getQueryString();
        return hospital.origin() + request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
