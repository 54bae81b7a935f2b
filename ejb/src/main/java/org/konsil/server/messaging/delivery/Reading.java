package org.konsil.server.messaging.delivery;

import java.util.List;
import org.konsil.server.messaging.Envelope;

/**
 * What a device may read next.
 *
 * @param envelopes in their order
 * @param seq how far it has come with them
 * @param untilSeq the last envelope that it may ever have; {@link Long#MAX_VALUE} while it is a member, 0 if it may have none
 */
public record Reading(List<Envelope> envelopes, long seq, long untilSeq) {

    /** Keeps its own copy of the list. */
    public Reading {
        envelopes = List.copyOf(envelopes);
    }
}
