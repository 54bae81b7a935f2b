package org.konsil.server.messaging;

/** What is in an envelope. */
public enum EnvelopeKind {
    /** A PublicMessage that ends an epoch. */
    COMMIT,
    /** A PrivateMessage that only members can read. */
    MESSAGE,
    /** What a new member gets in place of the commit that let it in. */
    WELCOME,
    /** A PublicMessage of the server's: somebody is to be removed by the next commit. */
    PROPOSAL
}
