package org.konsil.client.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;

/** Plain requests to the hospital's servers. TLS trusts the pinned root and nothing else; redirections are not followed. */
public final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;
    private static final int OK_FAMILY = 2;

    private final SSLContext trust;
    private final HttpClient client;

    public Http(X509Certificate root) {
        this.trust = trustIn(root);
        this.client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** Another client with the same trust, which keeps cookies and follows no redirect. */
    public HttpClient browser() {
        return HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .cookieHandler(new CookieManager())
                .build();
    }

    HttpClient client() {
        return client;
    }

    /** A request that does not wait for ever. */
    public static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    /** The answer's body. Throws {@link OfflineException}, {@link RefusedException} or {@link TamperedException}. */
    public byte[] send(HttpRequest.Builder request) {
        return exchange(request).bodyOf(this::refusal);
    }

    /** The answer's JSON object. */
    public JsonNode json(HttpRequest.Builder request) {
        return parse(send(request));
    }

    /** The JSON object of an answer with any status, where a refusal means something to the caller. */
    public JsonNode anyJson(HttpRequest.Builder request) {
        return parse(exchange(request).body());
    }

    private Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
                if (bytes.length > MAX_ANSWER_BYTES) {
                    throw new TamperedException("answer-too-large");
                }
                return new Answer(answer.statusCode(), bytes);
            }
        } catch (IOException e) {
            throw new OfflineException("server-unreachable", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }

    /**
     * The body of an answer to a request that carries much, or asks for much.
     *
     * @param maxBytes the answer may have
     * @param patience for the whole exchange; a connection that stands still is given up then
     */
    byte[] sendLong(HttpRequest.Builder request, int maxBytes, Duration patience) {
        CompletableFuture<HttpResponse<byte[]>> asked =
                client.sendAsync(request.timeout(patience).build(), head -> new BoundedBody(maxBytes));
        try {
            HttpResponse<byte[]> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.body()).bodyOf(this::refusal);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TamperedException refused) {
                throw refused;
            }
            throw new OfflineException("server-unreachable", e);
        } catch (TimeoutException e) {
            throw new OfflineException("no-answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        } finally {
            asked.cancel(true);
        }
    }

    private DeviceException refusal(Answer answer) {
        return new RefusedException(codeIn(answer.body()), answer.status());
    }

    private static String codeIn(byte[] body) {
        try {
            return Problems.code(JSON.readTree(body).path("type").asText());
        } catch (IOException noJson) {
            // A proxy in between answered; the status says all there is.
            return Problems.UNNAMED;
        }
    }

    static JsonNode parse(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new TamperedException("answer-malformed");
        }
        throw new TamperedException("answer-malformed");
    }

    /** A text that an answer must have. */
    public static String requireText(JsonNode answer, String name) {
        JsonNode value = answer.path(name);
        if (!value.isTextual()) {
            throw new TamperedException("answer-malformed");
        }
        return value.textValue();
    }

    private static SSLContext trustIn(X509Certificate root) {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("root", root);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new TamperedException("root-unusable", e);
        }
    }

    private record Answer(int status, byte[] body) {

        byte[] bodyOf(java.util.function.Function<Answer, DeviceException> refusal) {
            if (status / 100 != OK_FAMILY) {
                throw refusal.apply(this);
            }
            return body;
        }
    }
}
