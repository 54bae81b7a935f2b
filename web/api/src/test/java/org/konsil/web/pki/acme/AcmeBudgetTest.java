package org.konsil.web.pki.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

@DisplayName("A5: what may be asked over ACME in a minute")
class AcmeBudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final AcmeBudget budget = new AcmeBudget();

    AcmeBudgetTest() {
        at(NOW);
    }

    @Test
    @DisplayName("is bounded for one address, for which the next minute is a new one")
    void boundsOneAddress() {
        spend("10.0.0.1", AcmeBudget.REQUESTS_OF_ONE);
        assertRefused("10.0.0.1");
        assertThatCode(() -> budget.spend("10.0.0.2")).doesNotThrowAnyException();

        at(NOW.plus(AcmeBudget.WINDOW));
        assertThatCode(() -> budget.spend("10.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("is bounded for all together")
    void boundsAll() {
        for (int i = 0; i < AcmeBudget.REQUESTS_OF_ALL; i++) {
            budget.spend("10.0." + i / 256 + "." + i % 256);
        }
        assertRefused("10.1.1.1");
    }

    private void assertRefused(String address) {
        assertThatThrownBy(() -> budget.spend(address))
                .isInstanceOfSatisfying(
                        AcmeRefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(AcmeRefusal.TOO_MANY_REQUESTS));
    }

    private void spend(String address, int times) {
        for (int i = 0; i < times; i++) {
            budget.spend(address);
        }
    }

    private void at(Instant instant) {
        budget.clock = Clock.fixed(instant, ZoneOffset.UTC);
    }
}
