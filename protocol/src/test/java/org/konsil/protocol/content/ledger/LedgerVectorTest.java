package org.konsil.protocol.content.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.konsil.protocol.content.ContentVectors;
import org.konsil.protocol.content.TestChain;

@DisplayName("C2 N1 the ledger")
class LedgerVectorTest {

    private final Map<String, TestChain> chains = new HashMap<>();

    @TestFactory
    List<DynamicTest> saysWhatTheScriptsSay() {
        return ContentVectors.all("scripts").stream()
                .map(one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> play(one)))
                .toList();
    }

    private void play(JsonNode script) throws InvalidProtocolBufferException {
        CompletenessLedger ledger = new CompletenessLedger(script.get("start").asLong());
        List<String> before = texts(script.get("sinceBefore"));
        for (JsonNode step : script.get("steps")) {
            String deed = step.get("do").asText();
            assertThat(does(ledger, deed.split(" "), before).stream().map(LedgerVectorTest::said))
                    .as(deed)
                    .isEqualTo(texts(step.get("say")));
            // Kept and taken up again after every step.
            ledger = CompletenessLedger.of(LedgerState.parseFrom(ledger.state().toByteArray()));
        }
        assertThat(ledger.missing().stream().map(gap -> gap.device() + " " + gap.from() + "-" + gap.to()))
                .isEqualTo(texts(script.get("missing")));
        for (var complete : script.get("completeUpTo").properties()) {
            long millis = ledger.completeUpTo(complete.getKey())
                    .map(Instant::toEpochMilli)
                    .orElse(0L);
            assertThat(millis / 1000 * 1000)
                    .as(complete.getKey())
                    .isEqualTo(complete.getValue().asLong());
        }
    }

    private List<Finding> does(CompletenessLedger ledger, String[] words, List<String> before) {
        if (words[0].equals("envelope")) {
            return ledger.envelope(Long.parseLong(words[1]), List.of("anna", "ben"));
        }
        String device = words[1];
        TestChain chain = chains.computeIfAbsent(device, TestChain::new);
        int counter = Integer.parseInt(words[2]);
        boolean sinceBefore = before.contains(device);
        Instant halfLater = Instant.ofEpochMilli(1000L * counter + (counter == 0 ? 0 : 500));
        return switch (words[0]) {
            case "content" -> ledger.content(device, chain.content(counter), sinceBefore);
            case "fork" -> ledger.content(device, chain.fork(counter), sinceBefore);
            case "resent" -> ledger.resent(device, chain.content(counter));
            case "resent-fork" -> ledger.resent(device, chain.fork(counter));
            case "head" -> ledger.head(device, chain.head(counter), halfLater, sinceBefore);
            case "head-fork" ->
                ledger.head(
                        device,
                        chain.head(counter).toBuilder()
                                .setHash(chain.fork(counter).hash())
                                .build(),
                        halfLater,
                        sinceBefore);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String said(Finding finding) {
        if (finding instanceof Finding.EnvelopesMissing found) {
            return "envelopes-missing " + found.from() + "-" + found.to();
        } else if (finding instanceof Finding.EnvelopesAccounted found) {
            return "envelopes-accounted " + found.from() + "-" + found.to();
        } else if (finding instanceof Finding.EnvelopeLate found) {
            return "envelope-late " + found.seq();
        } else if (finding instanceof Finding.EnvelopeRepeated found) {
            return "envelope-repeated " + found.seq();
        } else if (finding instanceof Finding.ContentMissing found) {
            return "missing " + found.device() + " " + found.from() + "-" + found.to();
        } else if (finding instanceof Finding.ContentLate found) {
            return "late " + found.device() + " " + found.counter();
        } else if (finding instanceof Finding.ContentRepeated found) {
            return "repeated " + found.device() + " " + found.counter();
        } else if (finding instanceof Finding.ChainBroken found) {
            return "broken " + found.device() + " " + found.counter();
        }
        throw new IllegalArgumentException(finding.toString());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
