package org.konsil.server.certification.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long an order and its proofs are good. */
@ApplicationScoped
class OrderSettings implements KnownSettings {

    private static final String LIFE = "konsil.certification.acme.order-life";

    @Inject
    @ConfigProperty(name = LIFE, defaultValue = "PT24H")
    Duration life;

    Duration life() {
        return life;
    }

    @Override
    public Set<String> names() {
        return Set.of(LIFE);
    }

    @Override
    public void requireUsable() {
        if (life.compareTo(Duration.ofMinutes(5)) < 0 || life.compareTo(Duration.ofDays(7)) > 0) {
            throw new StartRefusedException(LIFE + " must be between PT5M and PT168H");
        }
    }
}
