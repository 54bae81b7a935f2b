package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.protocol.proof.note.NoteKind;

/** Go's checksum-database code (Debian: golang-go, golang-golang-x-mod-dev) reads and checks our files. Without it the test says so. */
@DisplayName("A9 Go's sumdb/note and sumdb/tlog")
class GoAcceptanceTest {

    private static final Path LIBRARY = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog");

    @TempDir
    static Path tools;

    @TempDir
    Path folder;

    @BeforeAll
    static void buildsTheChecker() throws IOException, InterruptedException {
        if (!Files.isDirectory(LIBRARY) || !Files.isExecutable(Path.of("/usr/bin/go"))) {
            abort("golang-go and golang-golang-x-mod-dev are not installed: nothing was shown");
        }
        Result built = run(
                List.of("/usr/bin/go", "build", "-o", tools.resolve("check").toString(), "src/test/go/check/main.go"));
        assertThat(built.status()).as(built.output()).isZero();
    }

    @Test
    @DisplayName("accept our checkpoint and tiles, and all inclusion and consistency proofs made of them")
    void acceptOurLog() throws IOException, InterruptedException {
        TestLog log = TestLog.of(1300);
        write(log);

        Result result = check(log.signer.key().text());

        assertThat(result.output()).isEqualTo("ok 1300\n");
    }

    @Test
    @DisplayName("refuse a changed tile, a changed head and a foreign key")
    void refuseAChangedLog() throws IOException, InterruptedException {
        TestLog log = TestLog.of(1300);
        write(log);
        Path tile = folder.resolve("tile/0/003");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[77] ^= 1;

        Files.write(tile, bytes);
        assertThat(check(log.signer.key().text()).output()).contains("invalid transparency proof");
        write(log);
        Files.writeString(
                folder.resolve("checkpoint"),
                Files.readString(folder.resolve("checkpoint")).replace("\n1300\n", "\n1299\n"));
        assertThat(check(log.signer.key().text()).output()).contains("invalid signature");
        write(log);
        String foreign =
                TestLog.signer(TestLog.ORIGIN, NoteKind.LOG, 0x44).key().text();
        assertThat(check(foreign).output()).contains("no verifiable signatures");
    }

    private void write(TestLog log) throws IOException {
        log.checkpoint();
        for (Map.Entry<String, byte[]> file : log.files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private Result check(String key) throws IOException, InterruptedException {
        return run(List.of(tools.resolve("check").toString(), key, folder.toString()));
    }

    private record Result(int status, String output) {}

    private static Result run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GO111MODULE", "off");
        builder.environment().put("GOPATH", "/usr/share/gocode");
        builder.environment().put("GOCACHE", tools.resolve("cache").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail("the checker did not end");
        }
        return new Result(process.exitValue(), output);
    }
}
