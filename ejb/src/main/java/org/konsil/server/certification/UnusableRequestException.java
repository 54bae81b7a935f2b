package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** The bytes are no certification request that Konsil accepts; the message is a code for why. */
@ApplicationException(rollback = true)
public class UnusableRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableRequestException(String why) {
        super("unusable request " + why);
    }
}
