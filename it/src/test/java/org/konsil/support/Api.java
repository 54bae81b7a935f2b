package org.konsil.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The HTTP side of the server, one call at a time, with whatever token and body a test wants. */
public final class Api {

    private final HttpClient http;
    private final URI server;

    public Api(SSLContext trust, URI server) {
        this.http = HttpClient.newBuilder().sslContext(trust).build();
        this.server = server;
    }

    /** GET with this token, or with none. */
    public HttpResponse<byte[]> get(String path, @Nullable String token) {
        return send(request(path, token).GET());
    }

    /** PUT of a JSON text. */
    public HttpResponse<byte[]> putJson(String path, @Nullable String token, String json) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** POST of a PKCS#10 request. */
    public HttpResponse<byte[]> postRequest(String path, @Nullable String token, byte[] pkcs10) {
        return send(request(path, token)
                .header("Content-Type", "application/pkcs10")
                .POST(HttpRequest.BodyPublishers.ofByteArray(pkcs10)));
    }

    /** A request of any kind. */
    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError("the server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A request to this path, to be completed. */
    public HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).header("Accept", "*/*");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }
}
