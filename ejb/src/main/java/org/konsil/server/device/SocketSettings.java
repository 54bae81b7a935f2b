package org.konsil.server.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** From which page a browser may open the socket, and what host a session proof must name. */
@ApplicationScoped
public class SocketSettings implements KnownSettings {

    private static final String ALLOWED_ORIGIN = "konsil.socket.allowed-origin";

    @Inject
    @ConfigProperty(name = ALLOWED_ORIGIN)
    Optional<String> allowedOrigin;

    @Inject
    HospitalSettings hospital;

    /** The one origin that is let in, as browsers write it. */
    public String allowedOrigin() {
        return allowedOrigin.orElseGet(hospital::origin);
    }

    /** The host that session proofs name. */
    public String host() {
        return hospital.host();
    }

    @Override
    public Set<String> names() {
        return Set.of(ALLOWED_ORIGIN);
    }

    @Override
    public void requireUsable() {
        if (!allowedOrigin().matches("https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?")) {
            throw new StartRefusedException(ALLOWED_ORIGIN + " must be https://, a host and perhaps a port");
        }
    }
}
