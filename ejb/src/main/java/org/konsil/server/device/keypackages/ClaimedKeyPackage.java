package org.konsil.server.device.keypackages;

import org.konsil.server.device.DeviceId;

/**
 * A key package that was handed out.
 *
 * @param device whose
 * @param bytes the MLSMessage, as the device left it
 */
public record ClaimedKeyPackage(DeviceId device, byte[] bytes) {}
