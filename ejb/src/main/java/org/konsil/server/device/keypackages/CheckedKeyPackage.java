package org.konsil.server.device.keypackages;

import java.time.Instant;
import org.konsil.protocol.mls.codec.Bytes;

/**
 * A key package that may be handed out.
 *
 * @param content the MLSMessage
 * @param initKeyDigest SHA-256 of its init key
 * @param notAfter the end of its lifetime
 */
record CheckedKeyPackage(byte[] content, Bytes initKeyDigest, Instant notAfter) {}
