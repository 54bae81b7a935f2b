package org.konsil.server.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** Whether there are other nodes. */
@ApplicationScoped
public class ClusterSettings implements KnownSettings {

    private static final String NODE = "konsil.cluster.node";
    private static final String SHAPE = "[a-z0-9-]{1,23}";

    @Inject
    @ConfigProperty(name = NODE)
    Optional<String> node;

    /** This node's name among the others; empty if it is alone. */
    public Optional<String> node() {
        return node;
    }

    @Override
    public Set<String> names() {
        return Set.of(NODE);
    }

    @Override
    public void requireUsable() {
        if (node.isPresent() && !node.get().matches(SHAPE)) {
            throw new StartRefusedException(NODE + " must be small letters, digits and hyphens, at most 23");
        }
    }
}
