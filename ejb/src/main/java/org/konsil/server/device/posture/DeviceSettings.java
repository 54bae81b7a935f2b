package org.konsil.server.device.posture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;

/** Where the list of approved hardware is. A missing list is no reason not to start: it approves nothing. */
@ApplicationScoped
class DeviceSettings implements KnownSettings {

    private static final String APPROVED_HARDWARE_FILE = "konsil.device.approved-hardware-file";

    @Inject
    @ConfigProperty(name = APPROVED_HARDWARE_FILE)
    String approvedHardwareFile;

    Path approvedHardwareFile() {
        return Path.of(approvedHardwareFile);
    }

    @Override
    public Set<String> names() {
        return Set.of(APPROVED_HARDWARE_FILE);
    }
}
