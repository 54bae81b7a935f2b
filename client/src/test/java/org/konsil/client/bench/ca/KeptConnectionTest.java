package org.konsil.client.bench.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class KeptConnectionTest {

    private final ConcurrentLinkedQueue<Integer> ports = new ConcurrentLinkedQueue<>();

    @Test
    void asksManyThingsOverOneConnection() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            byte[] body = exchange.getRequestBody().readAllBytes();
            // Length 0 means chunks, to this server.
            exchange.sendResponseHeaders(200, exchange.getRequestURI().getPath().equals("/chunks") ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (KeptConnection connection = open(server.getAddress().getPort())) {
            byte[] question = "what?".repeat(5000).getBytes(StandardCharsets.UTF_8);

            assertThat(connection.send("POST", "/length", "", question).require(200))
                    .isEqualTo(question);
            assertThat(connection.send("POST", "/chunks", "", question).require(200))
                    .isEqualTo(question);
            assertThat(connection.send("POST", "/length", "", question).require(200))
                    .isEqualTo(question);
            assertThat(ports.stream().distinct()).hasSize(1);
            assertThat(ports).hasSize(3);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void asksAgainWhenTheServerCannotAnswerNowAndTakesAnyOtherAnswer() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(asked.incrementAndGet() == 1 ? 503 : 202, -1);
            exchange.close();
        });
        server.start();
        try (KeptConnection connection = open(server.getAddress().getPort())) {
            assertThat(connection.get("/", "").status()).isEqualTo(202);
            assertThat(asked).hasValue(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNone() throws Exception {
        assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\nContent-Le")).isInstanceOf(EOFException.class);
    }

    @Test
    void anAnswerThatSaysItIsHugeIsRefused() {
        assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2000000000");
    }

    private static Answer answered(String text) throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = thread.submit(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
                return true;
            });
            try (KeptConnection connection = open(server.getLocalPort())) {
                return connection.get("/", "");
            } finally {
                served.get();
            }
        } finally {
            thread.shutdownNow();
        }
    }

    private static KeptConnection open(int port) throws Exception {
        return KeptConnection.open(URI.create("http://localhost:" + port), SSLContext.getDefault());
    }
}
