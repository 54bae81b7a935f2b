package org.konsil.client.command;

/** What the command tells the shell; scripts may rely on these numbers. */
public enum ExitCode {
    /** It is done, or it is as asked. */
    OK(0),
    /** It was tried and did not succeed; for {@code status}: not everything is ready. */
    FAILURE(1),
    /** The words of the command line make no sense. */
    USAGE(2),
    /** Something outside must change first: a port in use, a tool that is missing or too old. */
    ENVIRONMENT(3),
    /** The person has to sign in or enrol first, or this device may not do it. */
    LOCKED(4),
    /** The server cannot be reached; later it may be. */
    OFFLINE(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
