package org.konsil.web.pki.acme;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.acme.ServerAccounts;
import org.konsil.server.certification.acme.SignedRequest;

/** Opens the signed request that was posted. */
@RequestScoped
public class AcmeRequests {

    private static final String MEDIA_TYPE = "application/jose+json";

    @Inject
    ServerAccounts accounts;

    @Inject
    AcmeLinks links;

    @Inject
    HttpServletRequest servlet;

    SignedRequest open(byte[] body) {
        String type = servlet.getContentType();
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", -1)[0].strip().equals(MEDIA_TYPE)) {
            throw new AcmeRefusedException(AcmeRefusal.WRONG_MEDIA_TYPE);
        }
        return accounts.open(body, links.current(servlet));
    }
}
