/**
 * What a device and the server say to each other so that a PIN opens the device's vault (docs/protocol/vault.md): an oblivious
 * pseudorandom function, RFC 9497, and the proof that it came out right.
 */
@NullMarked
package org.konsil.protocol.vault;

import org.jspecify.annotations.NullMarked;
