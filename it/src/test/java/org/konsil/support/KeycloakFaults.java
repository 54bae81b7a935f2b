package org.konsil.support;

import java.util.stream.Stream;
import org.konsil.client.installation.process.Part;

/** What happens to the Keycloak of the system under test. */
public final class KeycloakFaults {

    private final RunningSystem system;

    public KeycloakFaults(RunningSystem system) {
        this.system = system;
    }

    /** Freezes or thaws it, with all its processes. */
    public void freeze(boolean frozen) {
        ProcessHandle keycloak =
                system.installation().findProcess(Part.KEYCLOAK).orElseThrow();
        ServerFaults.signal(Stream.concat(keycloak.descendants(), Stream.of(keycloak)), frozen);
    }
}
