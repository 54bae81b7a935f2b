package org.konsil.server.device.keypackages;

/**
 * What of a device's key packages is left.
 *
 * @param left those that are handed out once each
 * @param hasLastResort whether there is one for when none is left
 */
public record KeyPackageSupply(int left, boolean hasLastResort) {}
