package org.konsil.server.proof.sequencing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An entry of the log as it is hashed: canonical JSON (RFC 8785), its keys in order; docs/protocol/proof-events.schema.json. */
final class EntryText {

    private EntryText() {}

    /**
     * To the minute: who did how much in which second is nobody's business.
     *
     * @param subject canonical JSON already
     */
    static String of(String kind, Instant at, String subject) {
        return "{\"at\":\"" + at.truncatedTo(ChronoUnit.MINUTES) + "\",\"kind\":\"" + kind + "\",\"subject\":" + subject
                + ",\"v\":1}";
    }
}
