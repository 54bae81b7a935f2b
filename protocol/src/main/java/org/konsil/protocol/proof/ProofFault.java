package org.konsil.protocol.proof;

/** Every reason for which a piece of evidence is refused. */
public enum ProofFault {
    /** Longer than anything of its kind may be. */
    TOO_LONG,
    /** Not what its format says. */
    MALFORMED,
    /** Signed by nobody who was asked for. */
    UNSIGNED,
    /** The signature of a known key does not fit the text. */
    SIGNATURE_FORGED,
    /** It speaks of another log. */
    WRONG_LOG,
    /** The tree with this head does not contain the entry at this place. */
    NOT_INCLUDED,
    /** The later tree is not the earlier one, grown. */
    NOT_CONSISTENT
}
