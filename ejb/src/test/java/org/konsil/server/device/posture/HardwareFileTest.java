package org.konsil.server.device.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The file of approved hardware (A5)")
class HardwareFileTest {

    private static final UUID TABLET = UUID.fromString("6f1c9c9e-3f0e-4f6e-9a53-0d6a2b8f1a01");
    private static final String CODE = "K7QD-93FA-XW2M";

    @TempDir
    Path folder;

    private Path list;
    private HardwareFile gate;

    @BeforeEach
    void start() {
        list = folder.resolve("approved-hardware.json");
        DeviceSettings settings = new DeviceSettings();
        settings.approvedHardwareFile = list.toString();
        gate = new HardwareFile();
        gate.settings = settings;
    }

    @Test
    @DisplayName("admits its owner with the right code, and nobody else, and with no other code")
    void admitsTheOwner() throws IOException {
        write(entry("\"anna\"", false, "\"ute\", \"jan\""));

        assertThat(gate.admit("anna", CODE)).contains(TABLET);
        assertThat(gate.admit("Anna", CODE)).contains(TABLET);
        assertThat(gate.isGood("anna", TABLET)).isTrue();
        assertThat(gate.admit("ben", CODE)).isEmpty();
        assertThat(gate.isGood("ben", TABLET)).isFalse();
        assertThat(gate.admit("anna", CODE + " ")).isEmpty();
        assertThat(gate.admit("anna", "")).isEmpty();
        assertThat(gate.isGood("anna", UUID.randomUUID())).isFalse();
    }

    @Test
    @DisplayName("admits anybody to shared hardware")
    void admitsAnybodyToSharedHardware() throws IOException {
        write(entry("null", true, "\"ute\", \"jan\""));

        assertThat(gate.admit("anna", CODE)).contains(TABLET);
        assertThat(gate.admit("ben", CODE)).contains(TABLET);
    }

    @Test
    @DisplayName("works at once when a line is struck out")
    void forgetsWhatIsStruckOut() throws IOException {
        write(entry("\"anna\"", false, "\"ute\", \"jan\""));
        assertThat(gate.isGood("anna", TABLET)).isTrue();

        Files.writeString(list, "[]");

        assertThat(gate.isGood("anna", TABLET)).isFalse();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"\"ute\"", "\"ute\", \"UTE\"", "\"ute\", \" \"", "\"ute\", \"anna\"", ""})
    @DisplayName("approves nothing without two different approvers who are not the owner")
    void demandsTwoApprovers(String approvers) throws IOException {
        write(entry("\"anna\"", false, approvers));

        assertThat(gate.admit("anna", CODE)).isEmpty();
    }

    @Test
    @DisplayName("approves nothing if it is missing, malformed, ambiguous, or somebody's and shared at once")
    void failsClosed() throws IOException {
        assertThat(gate.admit("anna", CODE)).isEmpty();

        String good = entry("\"anna\"", false, "\"ute\", \"jan\"");
        for (String content : new String[] {
            "",
            "{}",
            "[1]",
            "[" + good,
            "[" + good + "," + good + "]",
            "[" + good + ",{}]",
            "[" + entry("\"anna\"", true, "\"ute\", \"jan\"") + "]",
            "[" + entry("null", false, "\"ute\", \"jan\"") + "]",
            "[" + good.replace("approvedBy", "approved") + "]",
            "[" + good.replace("\"codeSha256\":\"", "\"codeSha256\":\"00") + "]",
        }) {
            Files.writeString(list, content);
            assertThat(gate.admit("anna", CODE)).as(content).isEmpty();
            assertThat(gate.isGood("anna", TABLET)).as(content).isFalse();
        }
    }

    private void write(String entry) throws IOException {
        Files.writeString(list, "[" + entry + "]");
    }

    private static String entry(String owner, boolean shared, String approvers) {
        return "{\"id\":\"" + TABLET + "\",\"label\":\"Tablet Station 3\",\"codeSha256\":\"" + sha256(CODE)
                + "\",\"owner\":" + owner + ",\"shared\":" + shared + ",\"approvedBy\":[" + approvers + "]}";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
