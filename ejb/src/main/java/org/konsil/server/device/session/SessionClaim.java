package org.konsil.server.device.session;

import org.konsil.protocol.mls.codec.Bytes;

/**
 * A device's proof, not yet checked.
 *
 * @param host the name under which this server is reached
 * @param serverNonce what this server challenged with
 * @param clientNonce what the device added
 * @param atMillis the device's clock
 * @param signature over all of it and the token
 */
public record SessionClaim(String host, Bytes serverNonce, Bytes clientNonce, long atMillis, Bytes signature) {}
