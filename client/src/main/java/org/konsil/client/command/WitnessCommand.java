package org.konsil.client.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.witness.Witness;
import org.konsil.client.witness.WitnessServer;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.NoteKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches over proof logs from another machine than theirs (A9). */
@Command(
        name = "witness",
        description = {
            "Cosign the checkpoints of proof logs, each only if it is the one before, grown (C2SP tlog-witness).",
            "Run it where the log's operator has no access, and keep its folder: a witness that forgets is none."
        },
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "${user.home}/.local/share/konsil/witness",
            description = "Its key, made at the first start, and what it signed (${DEFAULT-VALUE})")
    private Path folder;

    @Option(names = "--name", paramLabel = "NAME", description = "Its name, such as witness.dpo.example; first start")
    private @Nullable String name;

    @Option(names = "--log", paramLabel = "KEY", description = "The key of a log (name+id+key); may be repeated")
    private List<String> logs = new ArrayList<>();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8490",
            description = "Where it is asked (${DEFAULT-VALUE})")
    private String listen;

    @Option(names = "--tls-file", paramLabel = "FILE", description = "PKCS#12 with certificate and key, for https")
    private @Nullable Path tlsFile;

    @Option(names = "--tls-password-file", paramLabel = "FILE", description = "The password of --tls-file")
    private @Nullable Path tlsPasswordFile;

    @Override
    public Integer call() throws IOException {
        Optional<SSLContext> tls = tls();
        InetSocketAddress address = address();
        Witness witness = Witness.open(folder, Optional.ofNullable(name), keys(), Clock.systemUTC());
        try (WitnessServer server = WitnessServer.start(witness, address, tls)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end the witness"));
            output.json(Map.of(
                    "key", witness.key().text(), "address", server.address().toString(), "logs", logs));
            output.sayLine(Words.of("witness-key", witness.key()));
            output.sayLine(Words.of("witness-listens", server.address(), Integer.toString(logs.size())));
            new CountDownLatch(1).await();
        } catch (BindException taken) {
            throw new EnvironmentException(Words.of("witness-listen", listen), taken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK.number();
    }

    private List<NoteKey> keys() {
        try {
            return logs.stream().map(NoteKey::parse).toList();
        } catch (ProofRefusedException noKey) {
            throw new EnvironmentException(Words.of("verify-key"), noKey);
        }
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    listen.substring(0, Math.max(0, colon)), Integer.parseInt(listen.substring(colon + 1)));
        } catch (IllegalArgumentException noAddress) {
            throw new EnvironmentException(Words.of("witness-listen", listen), noAddress);
        }
    }

    private Optional<SSLContext> tls() throws IOException {
        if (tlsFile == null) {
            return Optional.empty();
        }
        char[] password = tlsPasswordFile == null
                ? new char[0]
                : Files.readString(tlsPasswordFile).strip().toCharArray();
        try (InputStream sealed = Files.newInputStream(tlsFile)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(sealed, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new EnvironmentException(Words.of("witness-tls", tlsFile), unusable);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
