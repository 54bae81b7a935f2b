package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** The challenge of the request was not given to this person, was used for another key, or is too old. */
@ApplicationException(rollback = true)
public class ChallengeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChallengeRefusedException(String profile) {
        super("challenge refused, profile " + profile);
    }
}
