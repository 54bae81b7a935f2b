package org.konsil.client.messaging;

import org.konsil.client.failure.RefusedException;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.ServerFrame;

/** The open session, as this package uses it. */
public interface Asking {

    /** Sends a frame and waits for its answer; a refusal is thrown. */
    ServerFrame ask(ClientFrame.Builder frame);

    /** The same, but the answer may be a {@code Problem}. */
    ServerFrame askAnything(ClientFrame.Builder frame);

    /** A problem as the refusal that it is. */
    RefusedException refusal(Problem problem);
}
