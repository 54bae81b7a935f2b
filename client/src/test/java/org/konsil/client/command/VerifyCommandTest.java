package org.konsil.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.proof.SignedLog;
import org.konsil.pki.Certificates;
import picocli.CommandLine;

@DisplayName("A9 konsil verify")
class VerifyCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path log;
    private Path root;

    @BeforeEach
    void exports() throws Exception {
        SignedLog signed = new SignedLog(1).with(20);
        log = folder.resolve("log");
        signed.export(log);
        root = Files.writeString(folder.resolve("root.crt"), Certificates.pem(signed.root));
    }

    @Test
    @DisplayName("says of each check what came of it, for people and for programs, and 0 if the log holds")
    void saysThatItHolds() throws IOException {
        assertThat(run("--log", log.toString())).isEqualTo(ExitCode.OK.number());
        assertThat(out.toString()).contains("head-signed", "grown-since");

        out.getBuffer().setLength(0);
        assertThat(run("--log", log.toString(), "--json")).isEqualTo(ExitCode.OK.number());
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("holds").asBoolean()).isTrue();
        assertThat(report.path("entries").asLong()).isEqualTo(21);
        assertThat(report.at("/checks/head-signed/outcome").asText()).isEqualTo("passed");
        assertThat(report.at("/checks/grown-since/outcome").asText()).isEqualTo("not_asked");
    }

    @Test
    @DisplayName("keeps a copy that holds by itself, and is the next one's --since")
    void keepsACopy() {
        Path copy = folder.resolve("copy");

        assertThat(run("--log", log.toString(), "--save", copy.toString())).isEqualTo(ExitCode.OK.number());
        assertThat(run(
                        "--log",
                        copy.toString(),
                        "--since",
                        copy.resolve("checkpoint").toString()))
                .isEqualTo(ExitCode.OK.number());
    }

    @Test
    @DisplayName("says 1 and which check failed if anything was changed")
    void saysWhatFailed() throws IOException {
        Path tile = log.resolve("tile/0/000.p/21");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[5] ^= 1;
        Files.write(tile, bytes);

        assertThat(run("--log", log.toString(), "--json")).isEqualTo(ExitCode.FAILURE.number());

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("holds").asBoolean(true)).isFalse();
        assertThat(report.at("/checks/entries-unchanged/outcome").asText()).isEqualTo("failed");
    }

    @Test
    @DisplayName("says in a line what is missing: a token, a root, a key that is one")
    void saysWhatIsMissing() {
        assertThat(run("--log", "https://konsil.example/api/v1/proof")).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(run("--log", log.toString(), "--key", "nonsense")).isEqualTo(ExitCode.ENVIRONMENT.number());
        root = folder.resolve("none");
        assertThat(run("--log", log.toString())).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(err.toString().lines()).hasSize(3);
    }

    private int run(String... words) {
        CommandLine command =
                KonsilCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 3];
        all[0] = "verify";
        all[1] = "--root";
        all[2] = root.toString();
        System.arraycopy(words, 0, all, 3, words.length);
        return command.execute(all);
    }
}
