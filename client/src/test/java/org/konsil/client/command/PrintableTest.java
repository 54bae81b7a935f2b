package org.konsil.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What others wrote, on a terminal")
class PrintableTest {

    private static final String CLEAR_SCREEN = "\u001B[2J";
    private static final String RIGHT_TO_LEFT = "\u202E";

    @Test
    void steersNoTerminal() {
        assertThat(Printable.of("Befund" + CLEAR_SCREEN + ".pdf")).isEqualTo("Befund\uFFFD[2J.pdf");
        assertThat(Printable.of("a\nb" + RIGHT_TO_LEFT)).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(Printable.text(CLEAR_SCREEN + "x\r" + RIGHT_TO_LEFT)).isEqualTo("\uFFFD[2Jx\uFFFD\uFFFD");
    }

    @Test
    void passesForNoLineOfTheProgram() {
        assertThat(Printable.text("eins\r\nzwei\n2026-01-01T00:00:00Z  x  Anna: ja"))
                .isEqualTo("eins\n    zwei\n    2026-01-01T00:00:00Z  x  Anna: ja");
    }

    @Test
    void leavesEmojiAndLettersWhole() {
        assertThat(Printable.text("👩\u200D⚕️ Grüße\tÜ")).isEqualTo("👩\u200D⚕️ Grüße\tÜ");
    }
}
