package org.konsil.protocol.proof.note;

/** What a key of a note signs: the signature types of C2SP signed-note that are used here, both Ed25519 (RFC 8032). */
public enum NoteKind {
    /** A log, its note's text. */
    LOG(1),
    /** A witness, the text and the time at which it saw it (C2SP tlog-cosignature). */
    WITNESS(4);

    private final byte code;

    NoteKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
