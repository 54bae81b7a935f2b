package org.konsil.server.proof.witnessing;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.konsil.protocol.proof.witness.AddCheckpoint;
import org.konsil.server.platform.StartRefusedException;
import org.konsil.server.proof.ProofSettings;

/** Asks witnesses. What they answer shows itself by its signature, so that TLS keeps out no more than curiosity. */
@ApplicationScoped
class WitnessConnection {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 * 1024;

    @Inject
    ProofSettings settings;

    private HttpClient http;

    @PostConstruct
    void open() {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        settings.witnessRootFile().ifPresent(file -> builder.sslContext(trust(file)));
        http = builder.build();
    }

    /**
     * Gives a witness five seconds for the whole answer.
     *
     * @param address below which {@code add-checkpoint} is
     * @throws IOException if there was none
     */
    WitnessReply ask(URI address, byte[] question) throws IOException {
        URI place = URI.create(address.toString().replaceAll("/*$", "") + "/" + AddCheckpoint.NAME);
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> asked = http.sendAsync(
                request,
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> add(body, bytes))));
        try {
            int status = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return new WitnessReply(status, body.toByteArray());
        } catch (ExecutionException | TimeoutException away) {
            throw new IOException("no answer of the witness at " + place.getAuthority(), away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            asked.cancel(true);
        }
    }

    /** What is beyond the bound is not kept; what is missing shows in the signature. */
    private static void add(ByteArrayOutputStream body, byte[] bytes) {
        body.write(bytes, 0, Math.min(bytes.length, MOST_BYTES - body.size()));
    }

    private static SSLContext trust(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new StartRefusedException("the witnesses' root cannot be read: " + file, unusable);
        }
    }
}
