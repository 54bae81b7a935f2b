package org.konsil.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KonsilCommandTest {

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void explainsEveryVerb() {
        int code = run("--help");

        assertThat(code).isEqualTo(ExitCode.OK.number());
        assertThat(out.toString()).contains("up", "down", "status", "demo", "bench", "Exit codes");
    }

    @Test
    void refusesWordsThatMakeNoSense() {
        assertThat(run("upp")).isEqualTo(ExitCode.USAGE.number());
        assertThat(run()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("up", "--https-port", "many")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void saysInOneLineThatAPortIsNone() {
        int code = run("status", "--data", data.toString(), "--port-offset", "70000");

        assertThat(code).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("no port");
    }

    @Test
    void refusesADatabaseUrlOfAnotherShape() {
        int code = run("status", "--data", data.toString(), "--database-url", "jdbc:oracle:thin");

        assertThat(code).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(err.toString()).contains("postgresql://host:5432");
    }

    @Test
    void reportsAsJsonThatNothingRuns() throws IOException {
        int code = run("status", "--json", "--data", data.toString());

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(code).isEqualTo(ExitCode.FAILURE.number());
        assertThat(report.path("ready").asBoolean(true)).isFalse();
        assertThat(report.path("parts"))
                .hasSize(3)
                .allMatch(part -> part.path("health").asText().equals("stopped"));
    }

    @Test
    void measuresOnlyARunningSystem() {
        int code = run("bench", "--data", data.toString());

        assertThat(code).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("./konsil up first");
    }

    @Test
    void saysToProgramsAndPeopleWhyNothingCame() throws IOException {
        String[] words = {"receive", "--device", data.resolve("nowhere").toString(), "--json"};

        assertThat(run(words)).isEqualTo(ExitCode.LOCKED.number());
        assertThat(new ObjectMapper().readTree(out.toString()).path("failed").asText())
                .isEqualTo("not-signed-in");
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("konsil login");
    }

    @Test
    void refusesToMeasureNothing() {
        assertThat(run("bench", "--messages", "0")).isEqualTo(ExitCode.USAGE.number());
    }

    private int run(String... words) {
        CommandLine command = KonsilCommand.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(words);
    }
}
