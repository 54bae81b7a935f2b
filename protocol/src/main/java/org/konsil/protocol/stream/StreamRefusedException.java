package org.konsil.protocol.stream;

import java.io.IOException;

/** A sealed stream is not what its key says it must be. The message names the fault, never content. */
public final class StreamRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final StreamFault fault;

    StreamRefusedException(StreamFault fault) {
        super(fault.name());
        this.fault = fault;
    }

    public StreamFault fault() {
        return fault;
    }
}
