package org.konsil.pki.request;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.konsil.pki.request.RequestRefusedException.Reason;

/** The body of an enrolment: base64 with or without line ends (RFC 8951, section 3.1), or DER as it is. */
public final class EnrolmentBody {

    /** Base64 makes three octets to four; some more for line ends. */
    public static final int MAX_BYTES = 12 * 1024;

    private static final byte DER_SEQUENCE = 0x30;
    private static final byte BASE64_OF_SEQUENCE = 'M';

    private EnrolmentBody() {}

    /**
     * The request, DER as far as its first octet tells.
     *
     * @throws RequestRefusedException if it is in neither encoding
     */
    public static byte[] decode(byte[] body) throws RequestRefusedException {
        // 0x30 is also the digit 0, but base64 of a sequence always begins with M.
        if (body.length > 0 && body[0] == DER_SEQUENCE) {
            return body;
        }
        byte[] text = withoutSpace(body);
        if (text.length == 0 || text[0] != BASE64_OF_SEQUENCE) {
            throw new RequestRefusedException(Reason.NOT_A_REQUEST);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new RequestRefusedException(Reason.NOT_BASE64, malformed);
        }
    }

    private static byte[] withoutSpace(byte[] body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(body.length);
        for (byte each : body) {
            if (each != '\r' && each != '\n' && each != ' ' && each != '\t') {
                text.write(each);
            }
        }
        return text.toByteArray();
    }
}
