package org.konsil.web.socket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.RemovalPendingException;
import org.konsil.web.problem.ProblemType;

/** Refusals as frames, with the types of REST. */
final class ProblemFrames {

    private static final Logger LOGGER = System.getLogger(ProblemFrames.class.getName());

    private static final int RETRY_SECONDS = 2;

    private ProblemFrames() {}

    static ServerFrame.Builder of(RuntimeException refusal) {
        ProblemType type = ProblemType.of(refusal);
        String instance = "urn:uuid:" + UUID.randomUUID();
        if (type == ProblemType.INTERNAL) {
            LOGGER.log(Level.ERROR, "Request on the socket failed, problem " + instance, refusal);
        }
        Problem.Builder problem = Problem.newBuilder()
                .setType(type.uri())
                .setTitle(type.title())
                .setStatus(type.status())
                .setInstance(instance);
        if (type.isPassing()) {
            problem.setRetryAfterSeconds(RETRY_SECONDS);
        }
        if (refusal instanceof PastEpochException past) {
            past.winner().map(Frames::envelope).ifPresent(problem::setWinner);
        }
        if (refusal instanceof RemovalPendingException removal) {
            removal.pending().stream().map(Frames::envelope).forEach(problem::addPending);
        }
        return ServerFrame.newBuilder().setProblem(problem);
    }
}
