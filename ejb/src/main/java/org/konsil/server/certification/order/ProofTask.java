package org.konsil.server.certification.order;

import java.util.Set;
import java.util.UUID;

/**
 * What the proof of a name needs.
 *
 * @param host the name
 * @param token in the address that is asked (RFC 8555, section 8.3)
 * @param expected what has to stand there
 * @param permitted all names of the order, the only ones to which an answer may send on
 */
public record ProofTask(UUID authorization, String host, String token, String expected, Set<String> permitted) {

    /** Keeps its own copy of the set. */
    public ProofTask {
        permitted = Set.copyOf(permitted);
    }
}
