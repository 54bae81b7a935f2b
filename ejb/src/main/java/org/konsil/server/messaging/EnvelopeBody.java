package org.konsil.server.messaging;

/**
 * An MLS message that is carried and not looked into.
 *
 * @param kind what it is
 * @param bytes the MLSMessage
 */
public record EnvelopeBody(EnvelopeKind kind, byte[] bytes) {

    /** Its size; the content stays out of every log. */
    @Override
    public String toString() {
        return kind + "[" + bytes.length + "]";
    }
}
