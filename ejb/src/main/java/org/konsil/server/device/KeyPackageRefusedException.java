package org.konsil.server.device;

import jakarta.ejb.ApplicationException;
import org.konsil.protocol.mls.Fault;

/** A key package that others could not or must not use: {@link #fault()} says why. */
@ApplicationException(rollback = true)
public class KeyPackageRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public KeyPackageRefusedException(DeviceId device, Fault fault) {
        super("key package refused: " + fault + ", from device " + device);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
