package org.konsil.client.witness;

import java.nio.charset.StandardCharsets;
import org.konsil.protocol.proof.witness.AddCheckpoint;

/** What a witness says: the statuses of C2SP tlog-witness, and for some of them a body. */
record WitnessAnswer(int status, String type, byte[] body) {

    private static final String TEXT = "text/plain;charset=utf-8";

    static final WitnessAnswer MALFORMED = empty(400);
    /** Signed by nobody who may speak for this log. */
    static final WitnessAnswer UNSIGNED = empty(403);

    static final WitnessAnswer UNKNOWN_LOG = empty(404);
    static final WitnessAnswer TOO_LONG = empty(413);
    /** Not what was seen before, grown. */
    static final WitnessAnswer NOT_GROWN = empty(422);

    static WitnessAnswer cosigned(byte[] line) {
        return new WitnessAnswer(200, TEXT, line);
    }

    /** The log should begin at what was seen last. */
    static WitnessAnswer conflict(long seenSize) {
        return new WitnessAnswer(409, AddCheckpoint.SIZE_TYPE, (seenSize + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static WitnessAnswer empty(int status) {
        return new WitnessAnswer(status, TEXT, new byte[0]);
    }
}
