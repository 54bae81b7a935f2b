package org.konsil.server.certification;

import java.util.Locale;

/** What became of a request for approval. */
public enum ApprovalState {
    OPEN,
    APPROVED,
    REJECTED,
    EXPIRED;

    /** As it stands in the database, in events and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
