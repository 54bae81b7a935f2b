package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.FindConversations;
import org.konsil.protocol.socket.ListedConversation;

/** The conversations in which the server lists this device's owner. */
final class Listing {

    /** In one answer of the server. */
    private static final int MOST_IN_ANSWER = 1000;

    private final Asking server;

    Listing(Asking server) {
        this.server = server;
    }

    List<ListedConversation> all() {
        List<ListedConversation> all = new ArrayList<>();
        ByteString after = ByteString.EMPTY;
        List<ListedConversation> found;
        do {
            found = server.ask(ClientFrame.newBuilder()
                            .setFindConversations(FindConversations.newBuilder().setAfter(after)))
                    .getConversations()
                    .getConversationsList();
            all.addAll(found);
            after = found.isEmpty() ? after : found.get(found.size() - 1).getConversationId();
        } while (found.size() == MOST_IN_ANSWER);
        return all;
    }

    /** Whether this device has a leaf anywhere. */
    boolean hasMember() {
        return all().stream().anyMatch(ListedConversation::getMember);
    }

    /**
     * Whether this device has acknowledged more than its store knows. A server that says no where numbers are missing has left them out,
     * or does not have them.
     */
    boolean knowsMoreThan(Conversation conversation) {
        return all().stream()
                .filter(one -> Uuids.of(one.getConversationId()).equals(conversation.id()))
                .findFirst()
                .map(one -> one.getAcknowledged() > conversation.cursor())
                .orElse(true);
    }
}
