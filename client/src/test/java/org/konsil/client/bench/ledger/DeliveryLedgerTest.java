package org.konsil.client.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTest {

    private static final int DIGEST = 7;

    private final UUID conversation = UUID.randomUUID();
    private final UUID sender = UUID.randomUUID();
    private final UUID reader = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final DeliveryLedger ledger = new DeliveryLedger();

    @BeforeEach
    void twoAreSent() {
        ledger.expect(conversation, List.of(sender, reader));
        ledger.sent(conversation, sender, first, DIGEST);
        ledger.sent(conversation, sender, second, DIGEST);
        ledger.acknowledged(first);
    }

    private void shown(UUID message) {
        ledger.shown(reader, conversation, message, DIGEST);
    }

    @Test
    void isCleanWhenWhatIsAcknowledgedIsShownOnceAndInOrder() {
        shown(first);
        shown(second);

        Verdict verdict = ledger.verdict();

        assertThat(verdict.isClean()).isTrue();
        assertThat(verdict).isEqualTo(new Verdict(2, 1, 2, 0, 0, 0, 0, 0));
        assertThat(verdict.unknown()).isEqualTo(1);
    }

    @Test
    void whatIsNotAcknowledgedMayBeMissing() {
        shown(first);

        assertThat(ledger.verdict().isClean()).isTrue();
    }

    @Test
    void whatIsAcknowledgedMayNot() {
        ledger.acknowledged(second);
        shown(first);

        assertThat(ledger.verdict().missing()).isEqualTo(1);
        assertThat(ledger.verdict().isClean()).isFalse();
    }

    @Test
    void missesItAtEachReader() {
        ledger.expect(conversation, List.of(sender, reader, UUID.randomUUID()));
        shown(first);

        assertThat(ledger.verdict().missing()).isEqualTo(1);
    }

    @Test
    void seesWhatIsShownTwice() {
        shown(first);
        shown(second);
        shown(first);

        assertThat(ledger.verdict()).isEqualTo(new Verdict(2, 1, 3, 0, 1, 0, 0, 0));
    }

    @Test
    void seesWhatIsShownAfterALaterOne() {
        shown(second);
        shown(first);

        assertThat(ledger.verdict().reordered()).isEqualTo(1);
    }

    @Test
    void knowsNoOrderBetweenTwoSenders() {
        UUID another = UUID.randomUUID();
        ledger.sent(conversation, reader, another, DIGEST);
        ledger.shown(sender, conversation, another, DIGEST);
        shown(first);

        assertThat(ledger.verdict().isClean()).isTrue();
    }

    @Test
    void seesWhatNobodySent() {
        shown(first);
        shown(UUID.randomUUID());
        ledger.acknowledged(UUID.randomUUID());
        ledger.shown(reader, UUID.randomUUID(), second, DIGEST);

        assertThat(ledger.verdict().foreign()).isEqualTo(3);
    }

    @Test
    void seesOtherBytes() {
        ledger.shown(reader, conversation, first, DIGEST + 1);

        assertThat(ledger.verdict().altered()).isEqualTo(1);
    }

    @Test
    void aRepeatedSendKeepsItsPlace() {
        shown(first);
        shown(second);
        ledger.sent(conversation, sender, first, DIGEST);

        assertThat(ledger.verdict().sent()).isEqualTo(2);
        assertThat(ledger.verdict().isClean()).isTrue();
    }
}
