package org.konsil.protocol.proof;

/** A count as it stands in a note: decimal digits, without sign or leading zeros, so that there is one way to write it. */
public final class StrictNumber {

    private static final int MOST_DIGITS = 19;

    private StrictNumber() {}

    /** @throws ProofRefusedException if it is written in another way, or beyond a long */
    public static long parse(String digits) {
        if (digits.length() > MOST_DIGITS || !digits.matches("0|[1-9][0-9]*")) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
