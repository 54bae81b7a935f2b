package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** The key has no certificate of this profile that is good now, or did not vouch for the request. */
@ApplicationException(rollback = true)
public class NothingToRenewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NothingToRenewException(String profile) {
        super("nothing to renew, profile " + profile);
    }
}
