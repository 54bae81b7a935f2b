package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.konsil.client.demo.DemoPerson;

/** A device of a person that is worked with the konsil command alone, one process for each deed, as a script does. */
public final class CommandDevice {

    private static final Path SCRIPT = Path.of("..", "konsil").toAbsolutePath().normalize();
    /** A file of the largest size takes minutes. */
    private static final long PATIENCE_SECONDS = Boolean.getBoolean("konsil.full") ? 1800 : 120;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningSystem system;
    private final DemoPerson person;
    private final Path folder;

    /** What a call said. */
    public record Answer(int code, String out, String err) {

        /** The one JSON document of a call that succeeded. */
        public JsonNode json() {
            assertThat(code).as("%s%s", out, err).isZero();
            return parse(out);
        }

        /** A JSON document on each line of a call that succeeded. */
        public List<JsonNode> lines() {
            assertThat(code).as("%s%s", out, err).isZero();
            return out.lines().map(CommandDevice::parse).toList();
        }
    }

    public CommandDevice(RunningSystem system, DemoPerson person) {
        this.system = system;
        this.person = person;
        this.folder = makeFolder();
    }

    /** A device that is signed in and has its certificate. */
    public static CommandDevice enrolled(RunningSystem system, DemoPerson person) {
        CommandDevice device = new CommandDevice(system, person);
        device.login().json();
        device.run(system.hardwareCode(person), "enrol").json();
        return device;
    }

    /** Signs in with a credentials file. */
    public Answer login() {
        Path credentials = secret("credentials", person.username() + "\n" + system.password() + "\n");
        return run(
                "",
                "login",
                "--server",
                system.https().toString(),
                "--root",
                system.rootPem().toString(),
                "--credentials-file",
                credentials.toString());
    }

    public Path folder() {
        return folder.resolve("device");
    }

    /** Calls the command for this device, with this on its standard input. */
    public Answer run(String input, String... words) {
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            Process process = new ProcessBuilder(line(words))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("konsil " + words[0] + " does not end: " + Files.readString(err));
            }
            return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Begins a sign-in in which a person has a part. */
    public RunningCommand beginLogin(String... way) {
        List<String> words =
                new ArrayList<>(List.of("login", "--server", system.https().toString(), "--root"));
        words.add(system.rootPem().toString());
        words.addAll(List.of(way));
        return begin(words.toArray(String[]::new));
    }

    /** Begins a call that takes a while. */
    public RunningCommand begin(String... words) {
        try {
            return new RunningCommand(new ProcessBuilder(line(words)).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> line(String... words) {
        List<String> line = new ArrayList<>(List.of(SCRIPT.toString()));
        line.addAll(List.of(words));
        line.addAll(List.of("--device", folder().toString(), "--json"));
        return line;
    }

    /** The texts that {@code receive} shows; a notice is shown as its code. */
    public List<String> receive() {
        return run("", "receive").lines().stream()
                .map(line -> line.path("text").asText())
                .toList();
    }

    /** Lets an officer revoke the device's certificate; the status of the answer. */
    public int revoke() {
        String serial = run("", "devices").json().path("certificate").asText();
        return system.api()
                .putJson(
                        "/api/v1/certificates/" + serial + "/revocation",
                        system.token(system.registrationOfficer(), "openid"),
                        "{\"reason\":\"keyCompromise\"}")
                .statusCode();
    }

    private Path secret(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path makeFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "command")), "device");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
