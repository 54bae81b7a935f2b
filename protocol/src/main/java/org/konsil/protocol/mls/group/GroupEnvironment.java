package org.konsil.protocol.mls.group;

import java.time.Clock;
import org.konsil.protocol.mls.framing.WireFormat;

/**
 * What a group needs around it.
 *
 * @param handshakes PUBLIC_MESSAGE, so that a server can order commits, or PRIVATE_MESSAGE
 * @param paddedTo private messages are padded to a multiple of this many bytes
 */
public record GroupEnvironment(
        GroupPolicy policy, PreSharedKeyStore psks, Clock clock, WireFormat handshakes, int paddedTo) {

    public GroupEnvironment {
        if (handshakes != WireFormat.PUBLIC_MESSAGE && handshakes != WireFormat.PRIVATE_MESSAGE) {
            throw new IllegalArgumentException("handshakes are public or private messages");
        }
        if (paddedTo < 1) {
            throw new IllegalArgumentException("padding to a multiple of at least 1");
        }
    }

    /** Public handshakes, padding to 256 bytes, no pre-shared keys. */
    public static GroupEnvironment of(GroupPolicy policy, Clock clock) {
        return new GroupEnvironment(policy, PreSharedKeyStore.NONE, clock, WireFormat.PUBLIC_MESSAGE, 256);
    }
}
