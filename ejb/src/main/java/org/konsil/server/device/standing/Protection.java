package org.konsil.server.device.standing;

/**
 * How a piece of hardware is protected (D1). Whoever cannot tell says the worse of the two.
 *
 * @param compromised rooted, jailbroken, or nobody can tell
 */
public record Protection(boolean passcodeSet, boolean storageEncrypted, boolean compromised) {}
