package org.konsil.web.socket;

import com.google.protobuf.ByteString;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.socket.Acknowledge;
import org.konsil.protocol.socket.CreateConversation;
import org.konsil.protocol.socket.FindReach;
import org.konsil.protocol.socket.MessageReach;
import org.konsil.protocol.socket.Reach;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitCommit;
import org.konsil.protocol.socket.SubmitMessage;
import org.konsil.server.device.session.DeviceSession;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.acknowledgement.Acknowledgement;
import org.konsil.server.messaging.submission.Submission;
import org.konsil.server.messaging.submission.SubmittedCommit;
import org.konsil.server.messaging.writing.Answer;
import org.konsil.server.messaging.writing.CursorRequest;
import org.konsil.server.messaging.writing.LogEntrance;
import org.konsil.server.messaging.writing.LogWriter;
import org.konsil.server.messaging.writing.MessageRequest;

/** Conversations, as frames. */
@ApplicationScoped
class MessagingRequests {

    private static final int MOST_ASKED_AT_ONCE = 50;

    @Inject
    Submission submission;

    @Inject
    Acknowledgement acknowledgement;

    @Inject
    LogWriter writer;

    private LogEntrance log;

    @SuppressWarnings("NullAway.Init") // the container makes it, enter fills it
    MessagingRequests() {}

    @PostConstruct
    void enter() {
        log = writer.entrance();
    }

    ServerFrame.Builder create(DeviceSession session, CreateConversation request) {
        return Frames.accepted(submission.found(
                session.device(),
                Ids.conversation(request.getConversationId()),
                request.getGroupInfo().toByteArray()));
    }

    ServerFrame.Builder commit(DeviceSession session, SubmitCommit request) {
        SubmittedCommit commit = new SubmittedCommit(
                Ids.message(request.getMessageId()),
                request.getCommit().toByteArray(),
                present(request.getWelcome()),
                request.getGroupInfo().toByteArray());
        return Frames.accepted(
                submission.commit(session.device(), Ids.conversation(request.getConversationId()), commit));
    }

    private static byte @Nullable [] present(ByteString bytes) {
        return bytes.isEmpty() ? null : bytes.toByteArray();
    }

    /** Has the message written with others; the answer comes when it is on disk. */
    void message(DeviceSession session, SubmitMessage request, Consumer<ServerFrame.Builder> answer) {
        MessageRequest message = submission.message(
                session.device(),
                Ids.conversation(request.getConversationId()),
                Ids.message(request.getMessageId()),
                request.getMessage().toByteArray());
        log.write(message, written -> answer.accept(frame(written)));
    }

    /** Has the device's cursor moved with others; the answer comes when that is on disk. */
    void acknowledge(DeviceSession session, Acknowledge request, Consumer<ServerFrame.Builder> answer) {
        CursorRequest cursor =
                new CursorRequest(session.device(), Ids.conversation(request.getConversationId()), request.getSeq());
        log.write(cursor, written -> answer.accept(frame(written)));
    }

    private static ServerFrame.Builder frame(Answer written) {
        if (written.refusal() != null) {
            return ProblemFrames.of(written.refusal());
        }
        return written.acceptance() == null ? Frames.done() : Frames.accepted(written.acceptance());
    }

    ServerFrame.Builder reach(DeviceSession session, FindReach request) {
        if (request.getSeqsCount() > MOST_ASKED_AT_ONCE) {
            throw new MalformedFrameException("seqs");
        }
        ConversationId conversation = Ids.conversation(request.getConversationId());
        Reach.Builder answer = Reach.newBuilder();
        acknowledgement
                .reach(session.device(), conversation, request.getSeqsList())
                .forEach(one -> answer.addMessages(MessageReach.newBuilder()
                        .setSeq(one.seq())
                        .setDevices(one.devices())
                        .setHolding(one.holding())));
        return ServerFrame.newBuilder().setReach(answer);
    }
}
