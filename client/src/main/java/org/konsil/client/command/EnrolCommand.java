package org.konsil.client.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.installation.layout.EnvironmentException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes this a device of the person who is signed in. */
@Command(
        name = "enrol",
        description = "Get a certificate for this device, with the code of an approved piece of hardware.",
        mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {

    private static final int MAX_CODE_BYTES = 1024;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @Option(
            names = "--code-file",
            paramLabel = "FILE",
            description = "Holds the code; without it the code is read from standard input")
    private @Nullable Path codeFile;

    @Override
    public Integer call() {
        try (KonsilDevice opened = device.open()) {
            OwnDevice own = opened.enrol(code());
            // The first session leaves key packages, without which nobody could write to this device.
            try (KonsilSession session = opened.connect()) {
                session.conversations();
            }
            output.say(
                    Map.of(
                            "deviceId", own.device(),
                            "userId", own.user(),
                            "certificate", own.certificate().serial().toString(16),
                            "notAfter", own.certificate().notAfter().toString()),
                    Words.of("enrolled", own.device(), own.certificate().notAfter()));
        }
        return ExitCode.OK.number();
    }

    private String code() {
        try {
            if (codeFile == null) {
                return Input.line(Words.of("code-prompt") + " ");
            }
            if (Files.size(codeFile) > MAX_CODE_BYTES) {
                throw new EnvironmentException(Words.of("code-too-long", codeFile));
            }
            return Files.readString(codeFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the code cannot be read", e);
        }
    }
}
