package org.konsil.protocol.mls.crypto;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

/** A secret agreed with the holder of a private key, and what it needs to get at it. */
public record SharedSecret(Bytes kemOutput, SecretBytes secret) {}
