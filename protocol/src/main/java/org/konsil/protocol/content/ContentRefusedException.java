package org.konsil.protocol.content;

/** A decrypted content is not what it must be. The message names the fault, never content. */
public final class ContentRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ContentFault fault;

    ContentRefusedException(ContentFault fault) {
        super(fault.name());
        this.fault = fault;
    }

    public ContentFault fault() {
        return fault;
    }
}
