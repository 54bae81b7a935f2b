package org.konsil.client.messaging;

import java.util.List;
import org.konsil.client.storage.Change;
import org.konsil.protocol.socket.Envelope;

/** What a conversation itself has to say, as messages that nobody sent. */
enum Notices {
    UNREADABLE("message-unreadable"),
    FORGED("message-forged"),
    LEFT("conversation-left"),
    LOST("conversation-lost"),
    REJOINED("conversation-rejoined");

    private final String code;

    Notices(String code) {
        this.code = code;
    }

    /** The records of this notice about an envelope. */
    List<Change> about(Conversation conversation, Envelope envelope, Records records) {
        return at(conversation, envelope.getSeq(), envelope.getReceivedAtMillis(), records);
    }

    List<Change> at(Conversation conversation, long seq, long atMillis, Records records) {
        String id = code + "-" + conversation.id() + "-" + seq;
        Message notice = new Message(
                id,
                conversation.id(),
                null,
                null,
                false,
                Message.Kind.NOTICE,
                code,
                atMillis,
                0,
                seq,
                null,
                null,
                null);
        return List.of(records.messages(conversation.id()).put(id, notice), records.unshown.put(id, conversation.id()));
    }
}
