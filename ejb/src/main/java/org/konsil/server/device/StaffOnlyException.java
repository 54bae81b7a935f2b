package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The person has not the role that messaging needs. */
@ApplicationException(rollback = true)
public class StaffOnlyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StaffOnlyException() {
        super("role staff missing");
    }
}
