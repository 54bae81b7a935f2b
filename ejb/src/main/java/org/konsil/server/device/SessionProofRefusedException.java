package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The proof that the device holds its certified key does not hold; the message says which part, for the log only. */
@ApplicationException(rollback = true)
public class SessionProofRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SessionProofRefusedException(DeviceId device, String part) {
        super("session proof refused: " + part + " of device " + device);
    }
}
