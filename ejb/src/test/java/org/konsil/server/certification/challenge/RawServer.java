package org.konsil.server.certification.challenge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on this machine that says exactly what a test tells it to. */
public final class RawServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "raw web server");

    public RawServer() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** What is sent to whoever asks for this path, to the byte. */
    public void answer(String path, String answer) {
        answers.put(path, answer);
    }

    /** Request line and Host of each request. */
    List<String> seen() {
        return seen;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                String request = in.readLine();
                String host = "";
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    host = line.startsWith("Host:") ? line : host;
                }
                seen.add(request + "|" + host);
                String answer = answers.getOrDefault(request.split(" ", -1)[1], "HTTP/1.1 404 Not Found\r\n\r\n");
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException closed) {
                // The other side went away, or the test is over; what matters is what it saw.
                continue;
            }
        }
    }

    /** Closes the port, and waits until it is: a thread that waits in accept keeps it open a moment longer. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
