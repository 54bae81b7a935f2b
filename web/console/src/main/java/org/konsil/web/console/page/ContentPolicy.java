package org.konsil.web.console.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import org.konsil.server.access.AccessSettings;

/** What a page of the console may load and where its forms may lead; PrimeFaces adds the nonce of its own scripts at the end. */
@Named("contentPolicy")
@ApplicationScoped
public class ContentPolicy {

    @Inject
    AccessSettings access;

    /** The policy; its last directive is that of the scripts. */
    public String getText() {
        URI issuer = URI.create(access.issuer());
        return "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
                + " base-uri 'none'; frame-ancestors 'none'; form-action 'self' " + issuer.getScheme() + "://"
                + issuer.getAuthority() + "; script-src 'self'";
    }
}
