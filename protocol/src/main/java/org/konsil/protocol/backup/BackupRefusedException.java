package org.konsil.protocol.backup;

/** A part of a backup is not what it must be. The message names the fault, never content, words or keys. */
public final class BackupRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final BackupFault fault;

    public BackupRefusedException(BackupFault fault) {
        super(fault.name());
        this.fault = fault;
    }

    public BackupRefusedException(BackupFault fault, Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public BackupFault fault() {
        return fault;
    }
}
