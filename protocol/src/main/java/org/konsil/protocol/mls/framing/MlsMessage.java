package org.konsil.protocol.mls.framing;

import java.util.Optional;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.Welcome;

/** The envelope around every kind of message (RFC 9420, section 6): version, wire format and one body. */
public final class MlsMessage implements MlsStruct {

    private final WireFormat format;
    private final MlsStruct body;

    private MlsMessage(WireFormat format, MlsStruct body) {
        this.format = format;
        this.body = body;
    }

    public static MlsMessage of(PublicMessage body) {
        return new MlsMessage(WireFormat.PUBLIC_MESSAGE, body);
    }

    public static MlsMessage of(PrivateMessage body) {
        return new MlsMessage(WireFormat.PRIVATE_MESSAGE, body);
    }

    public static MlsMessage of(Welcome body) {
        return new MlsMessage(WireFormat.WELCOME, body);
    }

    public static MlsMessage of(GroupInfo body) {
        return new MlsMessage(WireFormat.GROUP_INFO, body);
    }

    public static MlsMessage of(KeyPackage body) {
        return new MlsMessage(WireFormat.KEY_PACKAGE, body);
    }

    /** The whole of {@code bytes}; anything that is not exactly one message is a {@link MlsFormatException}. */
    public static MlsMessage decode(byte[] bytes) {
        return MlsReader.readAll(bytes, MlsMessage::read);
    }

    public static MlsMessage read(MlsReader reader) {
        if (reader.u16() != KeyPackage.MLS10) {
            throw new MlsFormatException("message of an unknown protocol version");
        }
        WireFormat format = WireFormat.read(reader);
        return new MlsMessage(
                format,
                switch (format) {
                    case PUBLIC_MESSAGE -> PublicMessage.read(reader);
                    case PRIVATE_MESSAGE -> PrivateMessage.read(reader);
                    case WELCOME -> Welcome.read(reader);
                    case GROUP_INFO -> GroupInfo.read(reader);
                    case KEY_PACKAGE -> KeyPackage.read(reader);
                });
    }

    public WireFormat format() {
        return format;
    }

    public Optional<PublicMessage> findPublicMessage() {
        return find(PublicMessage.class);
    }

    public Optional<PrivateMessage> findPrivateMessage() {
        return find(PrivateMessage.class);
    }

    public Optional<Welcome> findWelcome() {
        return find(Welcome.class);
    }

    public Optional<GroupInfo> findGroupInfo() {
        return find(GroupInfo.class);
    }

    public Optional<KeyPackage> findKeyPackage() {
        return find(KeyPackage.class);
    }

    private <T> Optional<T> find(Class<T> type) {
        return type.isInstance(body) ? Optional.of(type.cast(body)) : Optional.empty();
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u16(KeyPackage.MLS10).u16(format.code()).struct(body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MlsMessage message && body.equals(message.body);
    }

    @Override
    public int hashCode() {
        return body.hashCode();
    }
}
