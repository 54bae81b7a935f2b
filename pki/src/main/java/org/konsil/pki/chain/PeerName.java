package org.konsil.pki.chain;

/**
 * Whom one means to talk to.
 *
 * @param text a DNS name, an address, or a mailbox
 */
public record PeerName(Kind kind, String text) {

    /** The kinds of names that peers are known by. */
    public enum Kind {
        DNS,
        ADDRESS,
        MAIL
    }
}
