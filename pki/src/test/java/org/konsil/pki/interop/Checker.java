package org.konsil.pki.interop;

/** Somebody else's idea of a good chain. */
interface Checker {

    /** How the table calls it. */
    String name();

    /** Whether it is installed. */
    boolean isHere() throws Exception;

    /** Nothing if chain and status are good, else a word on why not. */
    String refusal(Evidence evidence) throws Exception;
}
