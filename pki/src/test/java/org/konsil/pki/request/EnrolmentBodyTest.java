package org.konsil.pki.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EnrolmentBodyTest {

    private static final byte[] DER = derSequence(700);

    @Test
    void readsDerAsItIs() throws Exception {
        assertThat(EnrolmentBody.decode(DER)).isEqualTo(DER);
    }

    @Test
    void readsBase64WithAndWithoutLineEnds() throws Exception {
        byte[] lineFeed = {'\n'};

        assertThat(EnrolmentBody.decode(Base64.getEncoder().encode(DER))).isEqualTo(DER);
        assertThat(EnrolmentBody.decode(Base64.getMimeEncoder().encode(DER))).isEqualTo(DER);
        assertThat(EnrolmentBody.decode(Base64.getMimeEncoder(64, lineFeed).encode(DER)))
                .isEqualTo(DER);
        byte[] withLastLineEnd =
                (Base64.getMimeEncoder().encodeToString(DER) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(EnrolmentBody.decode(withLastLineEnd)).isEqualTo(DER);
    }

    @Test
    void theLargestRequestFits() {
        byte[] largest = derSequence(8 * 1024);

        assertThat(Base64.getMimeEncoder().encode(largest).length).isLessThanOrEqualTo(EnrolmentBody.MAX_BYTES);
    }

    @Test
    void refusesWhatIsNeither() {
        refused("");
        refused(" \r\n ");
        refused("-----BEGIN CERTIFICATE REQUEST-----");
        refused("M!!!");
        refused("{\"csr\":1}");
    }

    private static void refused(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EnrolmentBody.decode(bytes)).isInstanceOf(RequestRefusedException.class);
    }

    private static byte[] derSequence(int length) {
        byte[] der = new byte[length];
        der[0] = 0x30;
        der[1] = (byte) 0x82;
        return der;
    }
}
