package org.konsil.client.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.konsil.protocol.proof.witness.AddCheckpoint;

/**
 * A witness over HTTP, with TLS or behind somebody who has it. Nobody signs in: the log's signature is what counts, and the
 * answer is a signature too.
 */
public final class WitnessServer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(WitnessServer.class.getName());
    private static final String PATH = "/" + AddCheckpoint.NAME;
    private static final int THREADS = 16;

    /** Who is slower than this with a question or an answer, in seconds, is put out; the JDK's server waits for ever else. */
    private static final String PATIENCE_SECONDS = "20";

    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final String scheme;

    private WitnessServer(Witness witness, HttpServer server, String scheme) {
        this.witness = witness;
        this.server = server;
        this.scheme = scheme;
    }

    /**
     * Listens; whoever closes it closes the witness too.
     *
     * @param tls its certificate and key; without it plain HTTP
     */
    public static WitnessServer start(Witness witness, InetSocketAddress at, Optional<SSLContext> tls)
            throws IOException {
        System.setProperty("sun.net.httpserver.maxReqTime", PATIENCE_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", PATIENCE_SECONDS);
        HttpServer server = tls.isPresent() ? https(at, tls.get()) : HttpServer.create(at, 0);
        WitnessServer started = new WitnessServer(witness, server, tls.isPresent() ? "https" : "http");
        server.setExecutor(started.threads);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    private static HttpServer https(InetSocketAddress at, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(at, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** What logs are told; the host as it was asked for. */
    public URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create(scheme + "://" + at.getHostString() + ":" + at.getPort());
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            WitnessAnswer answer = answer(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException gone) {
            // Whoever asked went away; what was signed is remembered, and they may ask again.
            LOGGER.log(Level.DEBUG, "no answer was wanted any more", gone);
        }
    }

    private WitnessAnswer answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return new WitnessAnswer(404, "text/plain", new byte[0]);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return new WitnessAnswer(405, "text/plain", new byte[0]);
        }
        byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MOST_BYTES + 1);
        try {
            return witness.answer(body);
        } catch (IOException notRemembered) {
            LOGGER.log(Level.ERROR, "nothing was signed, since it cannot be remembered", notRemembered);
            return new WitnessAnswer(500, "text/plain", new byte[0]);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            witness.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the witness's folder was not closed", failure);
        }
    }
}
