package org.konsil.support;

import com.google.protobuf.ByteString;
import java.util.UUID;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.CreateConversation;
import org.konsil.protocol.socket.ServerFrame;

/** A conversation whose only member is one device of one person: enough for whatever asks for membership. */
public final class RawConversation {

    private RawConversation() {}

    /** Enrols a device of this person and lets it begin a conversation. */
    public static UUID of(RunningSystem system, DemoPerson person) {
        return of(RawDevice.enrolled(system, person), person);
    }

    /** Lets this device of the person begin a conversation. */
    public static UUID of(RawDevice device, DemoPerson person) {
        UUID conversation = UUID.randomUUID();
        RawMls mls = new RawMls(device);
        try (RawSocket socket = device.connect(person)) {
            ServerFrame answer = socket.ask(ClientFrame.newBuilder()
                    .setCreateConversation(CreateConversation.newBuilder()
                            .setConversationId(ByteString.copyFrom(RawDevice.bytes(conversation)))
                            .setGroupInfo(mls.groupInfo(conversation, 0, mls.firstLeaf()))));
            if (answer.hasProblem()) {
                throw new AssertionError(answer);
            }
        }
        return conversation;
    }
}
