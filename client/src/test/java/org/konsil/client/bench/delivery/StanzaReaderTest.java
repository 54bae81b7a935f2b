package org.konsil.client.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StanzaReaderTest {

    private static final String STREAM = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0'>"
            + "<stream:features><mechanisms><mechanism>PLAIN</mechanism></mechanisms></stream:features>"
            + "<message id='1'><body>a</body><x/></message><r xmlns='urn:xmpp:sm:3'/><presence/>";

    @Test
    void cutsAStreamHoweverItArrives() {
        for (int step = 1; step < STREAM.length(); step++) {
            StanzaReader reader = new StanzaReader();
            List<String> stanzas = new ArrayList<>();
            for (int at = 0; at < STREAM.length(); at += step) {
                String piece = STREAM.substring(at, Math.min(at + step, STREAM.length()));
                stanzas.addAll(reader.read(ByteBuffer.wrap(piece.getBytes(StandardCharsets.US_ASCII))));
            }
            assertThat(stanzas)
                    .containsExactly(
                            "<stream:features><mechanisms><mechanism>PLAIN</mechanism></mechanisms></stream:features>",
                            "<message id='1'><body>a</body><x/></message>",
                            "<r xmlns='urn:xmpp:sm:3'/>",
                            "<presence/>");
        }
    }

    @Test
    void readsAttributesInEitherQuotes() {
        assertThat(StanzaReader.attribute("<message from=\"a@b\" id='7'>", "from"))
                .isEqualTo("a@b");
        assertThat(StanzaReader.attribute("<message from=\"a@b\" id='7'>", "id"))
                .isEqualTo("7");
    }
}
