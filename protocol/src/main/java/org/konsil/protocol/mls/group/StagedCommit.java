package org.konsil.protocol.mls.group;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.Welcome;

/**
 * A commit that was made and is not in force yet: send it, then give it to {@link MlsGroup#accept} if the server took it, or
 * {@link #close} it if another one won.
 */
public final class StagedCommit implements AutoCloseable {

    /** What goes to the server together. */
    record Sent(MlsMessage commit, @Nullable Welcome welcome, Supplier<GroupInfo> groupInfo) {}

    private final Bytes interimBefore;
    private final MlsMessage commit;
    private final @Nullable Welcome welcome;
    private final Supplier<GroupInfo> maker;
    private @Nullable GroupInfo groupInfo;
    private final GroupState next;
    private final boolean last;
    private boolean used;

    /** @param interimBefore the transcript hash of the epoch in which it was made */
    StagedCommit(Bytes interimBefore, Sent sent, GroupState next, boolean last) {
        this.interimBefore = interimBefore;
        this.commit = sent.commit();
        this.welcome = sent.welcome();
        this.maker = sent.groupInfo();
        this.next = next;
        this.last = last;
    }

    /** For storage, told by its differences from the tree of the epoch in which it was made. */
    void writeTo(MlsWriter writer, RatchetTree before) {
        SecretTree keys = next.messageKeys();
        writer.u8(GroupArchive.FORMAT)
                .opaque(interimBefore)
                .opaque(commit.encode())
                .u8(last ? 1 : 0)
                .optional(welcome)
                .vector(inner -> keys.names()
                        .forEach(name -> inner.opaque(name.getBytes(StandardCharsets.US_ASCII))
                                .opaque(Objects.requireNonNull(keys.part(name)).encode())));
        next.writeTo(writer, before);
    }

    static StagedCommit read(MlsReader reader, RatchetTree before, Identity self) {
        GroupArchive.requireFormat(reader);
        Bytes interimBefore = reader.opaque();
        MlsMessage commit = MlsMessage.decode(reader.opaque().toArray());
        boolean last = reader.u8() == 1;
        Welcome welcome = reader.<Welcome>optional(Welcome::read);
        Map<String, SecretBytes> keys = new HashMap<>();
        reader.list(Limits.ENTRIES, inner -> {
            String name = new String(inner.opaque().toArray(), StandardCharsets.US_ASCII);
            return keys.put(name, inner.secret()) == null;
        });
        GroupState next = GroupState.read(
                reader,
                before,
                (context, tree) ->
                        SecretTree.read(tree.suite(), tree.width(), keys).unstored());
        Sent sent = new Sent(commit, welcome, () -> WelcomeMaker.groupInfo(next, self, true, true));
        return new StagedCommit(interimBefore, sent, next, last);
    }

    /** What tells this commit from others of its epoch. */
    Bytes confirmationTag() {
        return next.confirmationTag();
    }

    public MlsMessage commit() {
        return commit;
    }

    /** For the devices that the commit adds, if it adds any. */
    public Optional<MlsMessage> welcome() {
        return welcome == null ? Optional.empty() : Optional.of(MlsMessage.of(welcome));
    }

    /**
     * Of the epoch that the commit leads to, with the key for external commits. It is made when it is first asked for, since it
     * may be as large as the tree, and that must be while the epoch lasts.
     */
    public synchronized GroupInfo groupInfo() {
        if (groupInfo == null) {
            groupInfo = maker.get();
        }
        return groupInfo;
    }

    /** Whether the group ends with this commit, because it is started anew. */
    boolean isLast() {
        return last;
    }

    synchronized GroupState take() {
        if (used) {
            throw new IllegalStateException("the commit is used or closed");
        }
        used = true;
        return next;
    }

    /** Whether the commit was made in this very epoch, and no other commit came between. */
    boolean isAfter(Bytes interimTranscriptHash) {
        return interimBefore.equals(interimTranscriptHash);
    }

    @Override
    public synchronized void close() {
        if (!used) {
            used = true;
            next.close();
        }
    }
}
