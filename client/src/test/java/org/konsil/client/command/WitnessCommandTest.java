package org.konsil.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.proof.SignedLog;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;
import picocli.CommandLine;

@DisplayName("A9 konsil witness")
class WitnessCommandTest {

    private static SignedLog hospital;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path home;

    @BeforeAll
    static void begins() throws Exception {
        hospital = new SignedLog(1);
    }

    @Test
    @DisplayName("says its key and its address, and speaks TLS with the certificate that it is given")
    void speaksTls() throws Exception {
        Path tls = hospital.tls(home.resolve("tls.p12"), "secret");
        Path password = Files.writeString(home.resolve("password"), "secret\n");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Integer> code = thread.submit(() ->
                run("--name", "w.example", "--tls-file", tls.toString(), "--tls-password-file", password.toString()));
        JsonNode said = said(code);

        NoteKey key = NoteKey.parse(said.path("key").asText());
        assertThat(key.kind()).isEqualTo(NoteKind.WITNESS);
        assertThat(key.name()).isEqualTo("w.example");
        URI address = URI.create(said.path("address").asText());
        assertThat(address.getScheme()).isEqualTo("https");
        assertThat(answer(address)).startsWith("HTTP/1.1 400");
        assertThat(Files.readString(home.resolve("w/witness.key"))).doesNotContain(key.text());
        assertThat(out.toString())
                .doesNotContain(
                        Files.readAllLines(home.resolve("w/witness.key")).get(1));
        thread.shutdownNow();
        assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK.number());
    }

    @Test
    @DisplayName("says in a line what is missing: a name at the first start, a key that is one, a certificate")
    void saysWhatIsMissing() {
        assertThat(run()).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(run("--name", "w.example", "--log", "nonsense")).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(run("--name", "w.example", "--tls-file", "none.p12")).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(run("--name", "two words")).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(err.toString().lines()).hasSize(4);
    }

    /** What it says once it listens. */
    private JsonNode said(Future<Integer> code) throws Exception {
        while (!out.toString().stripTrailing().endsWith("}") && !code.isDone()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... words) {
        CommandLine command =
                KonsilCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("witness", "--json", "--folder"));
        all.add(home.resolve("w").toString());
        all.addAll(List.of("--listen", "127.0.0.1:0"));
        all.addAll(List.of(words));
        return command.execute(all.toArray(String[]::new));
    }

    private String answer(URI address) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) anybody().getSocketFactory().createSocket(address.getHost(), address.getPort())) {
            Certificate[] chain = socket.getSession().getPeerCertificates();
            chain[0].verify(chain[1].getPublicKey());
            chain[1].verify(hospital.root.getPublicKey());
            socket.getOutputStream()
                    .write("POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 5\r\n\r\nnoise"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /** The certificate's time is that of the test's hospital; who issued it is looked at by the caller. */
    private static SSLContext anybody() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
