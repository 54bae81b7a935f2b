package org.konsil.protocol.proof;

import java.util.Base64;

/** Base 64 (RFC 4648 section 4) with one text for the same bytes: padded, and without bits that nobody reads. */
public final class StrictBase64 {

    private StrictBase64() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The caller has bounded the text. */
    public static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        if (!encode(bytes).equals(text)) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return bytes;
    }
}
