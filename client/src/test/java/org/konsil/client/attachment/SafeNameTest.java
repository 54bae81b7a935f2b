package org.konsil.client.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A4 the name of a saved attachment")
class SafeNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "..\\..\\autoexec.bat",
                "/etc/passwd",
                "..",
                ".",
                "",
                "   ",
                "~/.ssh/authorized_keys",
                ".bashrc",
                "C:\\Windows\\x",
                "a\u0000b",
                "x\n\u001b[31mrot",
                "rechnung\u202Efdp.exe",
                "-rf",
                "a/../../b",
                "con",
                "NUL.txt",
                "trailing. . ",
                "👩🏽‍⚕️.png"
            })
    void staysInItsFolderAndHidesNothing(String said) {
        String name = SafeName.of(said);

        Path folder = Path.of("/save/here");
        assertThat(folder.resolve(name).normalize().getParent()).isEqualTo(folder);
        assertThat(name)
                .isNotBlank()
                .doesNotStartWith(".")
                .doesNotStartWith("-")
                .doesNotContainPattern("[/\\\\\\p{Cntrl}\u202E:]")
                .isNotIn("con", "NUL.txt");
    }

    @Test
    void keepsWhatIsFine() {
        assertThat(SafeName.of("Röntgen Thorax 2.dcm")).isEqualTo("Röntgen Thorax 2.dcm");
    }

    @Test
    void shortensAndKeepsTheEnding() {
        String name = SafeName.of("ä".repeat(300) + ".pdf");

        assertThat(name).startsWith("ää").endsWith(".pdf");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(180);
    }

    @Test
    void numbersBeforeTheEnding() {
        assertThat(SafeName.numbered("Befund.pdf", 2)).isEqualTo("Befund (2).pdf");
        assertThat(SafeName.numbered("Befund", 3)).isEqualTo("Befund (3)");
    }
}
