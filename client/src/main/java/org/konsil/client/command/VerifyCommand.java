package org.konsil.client.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.proof.LogAddress;
import org.konsil.client.proof.LogCheck;
import org.konsil.client.proof.LogFiles;
import org.konsil.client.proof.LogFolder;
import org.konsil.client.proof.LogQuestion;
import org.konsil.client.proof.LogReport;
import org.konsil.client.proof.LogTrust;
import org.konsil.client.proof.LogVerifier;
import org.konsil.client.transport.Http;
import org.konsil.pki.Certificates;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.witness.WitnessPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a proof log without asking its server to be honest (A9, N2). */
@Command(
        name = "verify",
        description = {
            "Check a hospital's proof log: every entry, hash and signature, from its files alone.",
            "Keep the file checkpoint of each time, and give the last one as --since: only so a log that was cut short"
                    + " is found."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Option(
            names = "--log",
            paramLabel = "URL|DIR",
            required = true,
            description = "https://…/api/v1/proof, or the folder of an export")
    private String log;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            required = true,
            description = "The hospital's root certificate, as you got it from the hospital")
    private Path root;

    @Option(names = "--key", paramLabel = "KEY", description = "The log's key, if you know it from before")
    private @Nullable String key;

    @Option(names = "--since", paramLabel = "FILE", description = "A checkpoint that you kept")
    private @Nullable Path since;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Which witnesses must have signed (c2sp.org/tlog-policy); your own, not the hospital's")
    private @Nullable Path policy;

    @Option(names = "--stamped", description = "Demand a time stamp (RFC 3161) of the hospital's authority")
    private boolean stamped;

    @Option(
            names = "--stamp-root",
            paramLabel = "FILE",
            description = "Demand a time stamp of an authority below this root")
    private @Nullable Path stampRoot;

    @Option(names = "--token-file", paramLabel = "FILE", description = "An auditor's access token, for a URL")
    private @Nullable Path tokenFile;

    @Option(names = "--save", paramLabel = "DIR", description = "Keep what was read, to check it again offline")
    private @Nullable Path save;

    @Override
    public Integer call() throws IOException {
        X509Certificate trusted = certificate(root);
        LogFiles files = save == null ? files(trusted) : saving(files(trusted), new LogFolder(save));
        Optional<byte[]> earlier = since == null ? Optional.empty() : Optional.of(bounded(since));
        LogQuestion question = new LogQuestion(earlier, witnessPolicy(), stampRoots(trusted));
        LogReport report = new LogVerifier(files, new LogTrust(trusted, knownKey())).verify(question);
        say(report);
        return report.holds() ? ExitCode.OK.number() : ExitCode.FAILURE.number();
    }

    private LogFiles files(X509Certificate trusted) throws IOException {
        if (!log.startsWith("https://")) {
            return new LogFolder(Path.of(log));
        }
        if (tokenFile == null) {
            throw new EnvironmentException(Words.of("verify-token"));
        }
        return new LogAddress(
                URI.create(log), new Http(trusted), Files.readString(tokenFile).strip());
    }

    private static LogFiles saving(LogFiles files, LogFolder folder) {
        return (name, most) -> {
            byte[] bytes = files.read(name, most);
            folder.write(name, bytes);
            return bytes;
        };
    }

    private Optional<WitnessPolicy> witnessPolicy() throws IOException {
        if (policy == null) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(policy)) {
            WitnessPolicy read = WitnessPolicy.parse(file.readNBytes(WitnessPolicy.MOST_BYTES + 1));
            if (!read.asksForWitnesses()) {
                throw new EnvironmentException(Words.of("verify-policy", policy));
            }
            return Optional.of(read);
        } catch (NoSuchFileException | ProofRefusedException noPolicy) {
            throw new EnvironmentException(Words.of("verify-policy", policy), noPolicy);
        }
    }

    private Optional<Set<X509Certificate>> stampRoots(X509Certificate trusted) {
        if (stampRoot != null) {
            return Optional.of(Set.of(certificate(stampRoot)));
        }
        return stamped ? Optional.of(Set.of(trusted)) : Optional.empty();
    }

    private static X509Certificate certificate(Path file) {
        try {
            return Certificates.read(file);
        } catch (IOException | CertificateException unusable) {
            throw new EnvironmentException(Words.of("verify-root", file), unusable);
        }
    }

    private Optional<NoteKey> knownKey() {
        try {
            return Optional.ofNullable(key).map(NoteKey::parse);
        } catch (ProofRefusedException noKey) {
            throw new EnvironmentException(Words.of("verify-key"), noKey);
        }
    }

    private static byte[] bounded(Path file) throws IOException {
        if (Files.size(file) > UnverifiedCheckpoint.MOST_BYTES) {
            throw new EnvironmentException(Words.of("verify-since", file));
        }
        return Files.readAllBytes(file);
    }

    private void say(LogReport report) {
        Map<String, Object> checks = new LinkedHashMap<>();
        new TreeMap<>(report.findings()).forEach((check, finding) -> {
            checks.put(
                    check.text(),
                    Map.of("outcome", finding.outcome().name().toLowerCase(Locale.ROOT), "detail", finding.detail()));
            output.sayLine(line(check, finding));
        });
        String signer = report.key().map(NoteKey::text).orElse("");
        output.json(Map.of("holds", report.holds(), "entries", report.size(), "key", signer, "checks", checks));
        report.key().ifPresent(known -> output.sayLine(Words.of("verify-signer", known)));
        output.sayLine(Words.of(report.holds() ? "verify-holds" : "verify-fails", report.size()));
    }

    private static String line(LogCheck check, LogReport.Finding finding) {
        String outcome = Words.of(
                "verify-" + finding.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        String detail = finding.detail().isEmpty() ? "" : "(" + Printable.of(finding.detail()) + ")";
        return "%-18s %-11s %s %s"
                .formatted(check.text(), outcome, Words.of("verify-check-" + check.text()), detail)
                .stripTrailing();
    }
}
