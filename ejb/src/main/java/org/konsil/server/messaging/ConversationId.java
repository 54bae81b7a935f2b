package org.konsil.server.messaging;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.konsil.protocol.mls.codec.Bytes;

/** A conversation; its 16 bytes are also the MLS group id. */
public record ConversationId(UUID value) {

    private static final int BYTES = 16;

    /** The MLS group id. */
    public Bytes groupId() {
        ByteBuffer id = ByteBuffer.allocate(BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return Bytes.of(id.array());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
