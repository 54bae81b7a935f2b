package org.konsil.server.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whose Konsil this is and where it is reached; several features and the edge ask. */
@ApplicationScoped
public class HospitalSettings implements KnownSettings {

    private static final String NAME = "konsil.hospital.name";
    private static final String DOMAIN = "konsil.hospital.domain";
    private static final String HOST = "konsil.public.host";
    private static final String HTTPS_PORT = "konsil.public.https-port";
    private static final String HTTP_PORT = "konsil.public.http-port";

    @Inject
    @ConfigProperty(name = NAME)
    String name;

    @Inject
    @ConfigProperty(name = DOMAIN)
    String domain;

    @Inject
    @ConfigProperty(name = HOST)
    String host;

    @Inject
    @ConfigProperty(name = HTTPS_PORT, defaultValue = "8443")
    int httpsPort;

    @Inject
    @ConfigProperty(name = HTTP_PORT, defaultValue = "8080")
    int httpPort;

    /** As people call it. */
    public String name() {
        return name;
    }

    /** The domain in the names of people, as in {@code im:<uuid>@<domain>}. */
    public String domain() {
        return domain;
    }

    /** The host under which devices reach the server. */
    public String host() {
        return host;
    }

    public int httpsPort() {
        return httpsPort;
    }

    public int httpPort() {
        return httpPort;
    }

    /** The origin of the app, as browsers write it: no port if it is the scheme's own. */
    public String origin() {
        return "https://" + host + (httpsPort == 443 ? "" : ":" + httpsPort);
    }

    @Override
    public Set<String> names() {
        return Set.of(NAME, DOMAIN, HOST, HTTPS_PORT, HTTP_PORT);
    }

    @Override
    public void requireUsable() {
        if (!host.matches("[A-Za-z0-9.-]{1,253}") || !domain.matches("[a-z0-9.-]{1,253}")) {
            throw new StartRefusedException(HOST + " and " + DOMAIN + " must be host names");
        }
    }
}
