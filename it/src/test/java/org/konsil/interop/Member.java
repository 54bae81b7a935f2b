package org.konsil.interop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.leaf.ExternalSender;

/** A device in a mixed group, whatever it is written in. Messages are whole MLSMessages. */
interface Member {

    byte[] keyPackage();

    void create(byte[] groupId, List<ExternalSender> senders);

    void join(byte[] welcome);

    /** Commits this and all pending proposals, and is in the next epoch at once. */
    Committed commit(Change change);

    /** @param leaf its old leaf, which goes; null if it is new */
    byte[] joinExternally(byte[] groupInfo, @Nullable Integer leaf);

    /** @return the text of a message; nothing for a handshake */
    byte @Nullable [] receive(byte[] message);

    byte[] seal(byte[] text);

    byte[] groupInfo();

    View view();

    /** Its state goes to storage and comes back. */
    void store();

    /** What a commit does. */
    record Change(
            List<byte[]> add,
            List<Integer> remove,
            @Nullable List<ExternalSender> senders,
            byte @Nullable [] psk) {

        static final Change NOTHING = new Change(List.of(), List.of(), null, null);
    }

    /** What a commit made. */
    record Committed(byte[] commit, byte @Nullable [] welcome) {}

    /** What all must agree on: the context holds tree hash, epoch and transcript. */
    record View(String context, String authenticator, int leaf, boolean active) {}
}
