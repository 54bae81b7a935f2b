package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** The change would widen the profile or break it; the message names the setting. */
@ApplicationException(rollback = true)
public class ProfileChangeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProfileChangeRefusedException(String setting) {
        super("profile change refused, setting " + setting);
    }
}
