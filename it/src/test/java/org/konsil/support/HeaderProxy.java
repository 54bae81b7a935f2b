package org.konsil.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Hands requests on to the server and adds one header, for clients that cannot send it. */
public final class HeaderProxy implements AutoCloseable {

    private static final List<String> QUESTION = List.of("Content-Type", "Content-Transfer-Encoding", "Accept");
    private static final List<String> ANSWER = List.of("Content-Type", "Content-Transfer-Encoding", "Retry-After");

    private final HttpsServer server;
    private final HttpClient client;
    private final URI target;
    private final String from;
    private final String to;
    private final String name;
    private final String value;

    /**
     * Listens on a free port of this machine, with this certificate.
     *
     * @param from what paths begin with that are handed on, and {@code to} with what they begin there
     */
    public HeaderProxy(RunningSystem system, SSLContext own, String from, String to, String name, String value)
            throws IOException {
        this.from = from;
        this.to = to;
        this.target = system.https();
        this.name = name;
        this.value = value;
        client = HttpClient.newBuilder().sslContext(system.trust()).build();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(own));
        server.createContext("/", this::handOn);
        server.start();
    }

    public URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            target.resolve(exchange.getRequestURI().getRawPath().replace(from, to)))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                    .header(name, value);
            for (String header : QUESTION) {
                String text = exchange.getRequestHeaders().getFirst(header);
                if (text != null) {
                    request.header(header, text);
                }
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (String header : ANSWER) {
                answer.headers()
                        .firstValue(header)
                        .ifPresent(text -> exchange.getResponseHeaders().set(header, text));
            }
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
