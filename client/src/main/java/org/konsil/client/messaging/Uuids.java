package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.mls.codec.Bytes;

/** UUIDs as the 16 bytes that frames and group ids carry. */
final class Uuids {

    private static final int BYTES = 16;

    private Uuids() {}

    static ByteString bytes(UUID id) {
        return ByteString.copyFrom(array(id));
    }

    static Bytes mls(UUID id) {
        return Bytes.of(array(id));
    }

    static UUID of(ByteString bytes) {
        return of(bytes.asReadOnlyByteBuffer());
    }

    static UUID of(Bytes bytes) {
        return of(ByteBuffer.wrap(bytes.toArray()));
    }

    private static UUID of(ByteBuffer bytes) {
        if (bytes.remaining() != BYTES) {
            throw new TamperedException("id-malformed");
        }
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] array(UUID id) {
        return ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
