package org.konsil.client.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import org.konsil.pki.ceremony.AuthorityEnrolment;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.UnlockHalves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Online: from now on two officers open a CA's key, each with a half. */
@Command(
        name = "halve",
        description = "Online: encrypt a CA's key anew, with a password in two halves for two officers.",
        mixinStandardHelpOptions = true)
final class CeremonyHalvesCommand implements Callable<Integer> {

    @Mixin
    private CeremonyOptions options;

    @Option(names = "--authority", required = true, description = "${COMPLETION-CANDIDATES}")
    private IssuingAuthority authority;

    @Option(
            names = "--first-half",
            required = true,
            paramLabel = "FILE",
            description = "A new file for the first officer")
    private Path first;

    @Option(names = "--second-half", required = true, paramLabel = "FILE", description = "A new file for the second")
    private Path second;

    @Override
    public Integer call() {
        UnlockHalves halves = UnlockHalves.generate(new SecureRandom());
        try {
            // The officers' files first: a key whose password nobody has would be lost.
            write(first, halves.first());
            write(second, halves.second());
            new AuthorityEnrolment(options.folder(), options.plan(), Clock.systemUTC())
                    .changePassword(authority, options.password(), halves.password());
        } finally {
            halves.wipe();
        }
        return ExitCode.OK.number();
    }

    private static void write(Path file, char[] half) {
        byte[] text = new byte[half.length + 1];
        StandardCharsets.US_ASCII.encode(CharBuffer.wrap(half)).get(text, 0, half.length);
        text[half.length] = '\n';
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the half cannot be written", e);
        } finally {
            Arrays.fill(half, '\0');
            Arrays.fill(text, (byte) 0);
        }
    }
}
