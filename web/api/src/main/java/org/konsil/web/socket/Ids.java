package org.konsil.web.socket;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.konsil.server.device.DeviceId;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MessageId;

/** Ids on the wire are the 16 bytes of their UUID; anything else is no frame of ours. */
final class Ids {

    private static final int BYTES = 16;

    private Ids() {}

    static ConversationId conversation(ByteString bytes) {
        return new ConversationId(uuid(bytes));
    }

    static MessageId message(ByteString bytes) {
        return new MessageId(uuid(bytes));
    }

    static DeviceId device(ByteString bytes) {
        return new DeviceId(uuid(bytes));
    }

    static UserId user(ByteString bytes) {
        return new UserId(uuid(bytes));
    }

    private static UUID uuid(ByteString bytes) {
        if (bytes.size() != BYTES) {
            throw new MalformedFrameException("id");
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static ByteString bytes(UUID id) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip();
        return ByteString.copyFrom(buffer);
    }
}
