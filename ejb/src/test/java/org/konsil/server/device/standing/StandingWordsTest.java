package org.konsil.server.device.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.device.Grade;
import org.konsil.server.device.Shortcoming;
import org.konsil.server.device.standing.StandingRules.Patience;

@DisplayName("A standing in words (D1–D3)")
class StandingWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-10T12:00:00Z");

    private final StandingRules rules = new StandingRules(Hardware.TABLE, Patience.usual());
    private final DeviceRecord behind = Hardware.record(Hardware.android("14", "2026-10-05"), Hardware.PROTECTED, NOW);

    @Test
    @DisplayName("names what is missing, what to do, and the day of each step, in German and English")
    void namesTheDays() {
        Standing standing = rules.judge(Optional.of(behind), Optional.empty(), NOW);

        Explanation german = standing.explain(Locale.GERMAN);
        assertThat(german.summary()).isEqualTo("Alles geht, aber dieses Gerät braucht bald etwas.");
        assertThat(german.reasons())
                .containsExactly("Es fehlen Sicherheitsupdates. Installieren Sie alle Updates in den Einstellungen und"
                        + " starten Sie das Gerät neu.");
        // Unless it is seen again before, which is the nearer of the two.
        assertThat(german.steps())
                .containsExactly(
                        "Ab 24.11.2026 gehen nur noch dringende Nachrichten hinaus.",
                        "Ab 10.12.2026 ist dieses Gerät gesperrt.");
        assertThat(standing.explain(Locale.ENGLISH).steps())
                .containsExactly(
                        "From 24 Nov 2026 on only urgent messages go out.",
                        "From 10 Dec 2026 on this device is blocked.");
    }

    @Test
    @DisplayName("says until when two people's exception lasts")
    void saysTheException() {
        BreakGlass glass =
                new BreakGlass("night", UUID.randomUUID(), UUID.randomUUID(), NOW, NOW.plus(BreakGlass.LONGEST));

        assertThat(rules.judge(Optional.of(behind), Optional.of(glass), NOW)
                        .explain(Locale.GERMANY)
                        .reasons())
                .first()
                .isEqualTo("Ausnahmsweise und mit Zustimmung von zwei Personen geht dieses Gerät bis 13.11.2026.");
    }

    @Test
    @DisplayName("speaks English to anybody else, whatever the server's own language")
    void speaksEnglish() {
        Standing standing = rules.judge(Optional.empty(), Optional.empty(), NOW);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(standing.explain(Locale.FRENCH).summary()).startsWith("This device is blocked");
            assertThat(standing.explain(Locale.ENGLISH).summary()).startsWith("This device is blocked");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("has words for every grade and every shortcoming, in both languages")
    void hasWordsForAll() {
        for (Locale language : List.of(Locale.ROOT, Locale.GERMAN)) {
            ResourceBundle words = ResourceBundle.getBundle("org.konsil.server.device.standing.words", language);
            for (Grade grade : Grade.values()) {
                assertThat(words.getString("grade." + grade.text())).isNotBlank();
            }
            for (Shortcoming shortcoming : Shortcoming.values()) {
                assertThat(words.getString("reason." + shortcoming.text())).isNotBlank();
                assertThat(words.getString("help." + shortcoming.text())).isNotBlank();
            }
        }
    }
}
