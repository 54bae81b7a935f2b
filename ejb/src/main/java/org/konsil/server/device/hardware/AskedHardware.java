package org.konsil.server.device.hardware;

import java.util.UUID;
import org.konsil.server.device.HardwareCode;

/**
 * A piece of hardware that waits for its second voice.
 *
 * @param request the request for approval
 * @param code works once two people agreed; nobody can read it again
 */
public record AskedHardware(UUID id, UUID request, HardwareCode code) {}
