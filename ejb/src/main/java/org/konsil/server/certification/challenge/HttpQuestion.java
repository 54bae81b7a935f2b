package org.konsil.server.certification.challenge;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One GET to an address that was looked up beforehand, so that nobody looks the name up again behind our back. HTTP/1.0, since
 * its answer ends with the connection and comes in one piece.
 */
@ApplicationScoped
class HttpQuestion {

    static final int MAX_BYTES = 16 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int CONNECT_MILLIS = 3000;

    /**
     * Asks; at most 16 KiB and eight seconds, whatever the other side does.
     *
     * @return nothing if what came is no answer, or too long
     */
    Optional<HttpAnswer> ask(InetSocketAddress server, String host, String path) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(server, CONNECT_MILLIS);
            String question = "GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\nUser-Agent: Konsil\r\n"
                    + "Accept: */*\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = readAll(socket, until);
            return answer.length > MAX_BYTES ? Optional.empty() : HttpAnswer.parse(answer);
        }
    }

    private static byte[] readAll(Socket socket, long until) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] part = new byte[4096];
        while (answer.size() <= MAX_BYTES) {
            long rest = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (rest <= 0) {
                throw new SocketTimeoutException("the answer took too long");
            }
            socket.setSoTimeout((int) rest);
            int read = in.read(part);
            if (read < 0) {
                break;
            }
            answer.write(part, 0, read);
        }
        return answer.toByteArray();
    }
}
