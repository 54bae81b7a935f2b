package org.konsil.web.socket;

/** What came is no frame, or one that no device of ours sends; the connection ends. */
class MalformedFrameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedFrameException(String what) {
        super(what);
    }
}
