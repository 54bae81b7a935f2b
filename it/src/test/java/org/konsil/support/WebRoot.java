package org.konsil.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The web server of somebody else in the hospital: gives out the files of one folder under the path for ACME's proofs. */
public final class WebRoot implements AutoCloseable {

    private static final String PATH = "/.well-known/acme-challenge/";

    private final Path folder;
    private final HttpServer server;

    /** Listens on this machine. */
    public WebRoot(Path folder, int port) throws IOException {
        this.folder = Files.createDirectories(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 10);
        server.createContext(PATH, this::answer);
        server.start();
    }

    public Path folder() {
        return folder;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(PATH.length());
        Path file = folder.resolve(name);
        try (exchange) {
            if (!name.matches("[A-Za-z0-9_-]+") || !Files.exists(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
