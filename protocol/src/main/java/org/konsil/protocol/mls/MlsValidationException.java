package org.konsil.protocol.mls;

/** Well-formed, but not to be accepted; {@link #fault()} says why, and no content is in the message. */
public final class MlsValidationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public MlsValidationException(Fault fault) {
        super(fault.name());
        this.fault = fault;
    }

    public MlsValidationException(Fault fault, Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
