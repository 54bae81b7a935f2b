package org.konsil.protocol.proof;

/** A piece of evidence does not show what it must. The message names the fault, never content. */
public final class ProofRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProofFault fault;

    public ProofRefusedException(ProofFault fault) {
        super(fault.name());
        this.fault = fault;
    }

    public ProofFault fault() {
        return fault;
    }
}
