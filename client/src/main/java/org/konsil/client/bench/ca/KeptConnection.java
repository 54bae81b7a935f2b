package org.konsil.client.bench.ca;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection that is kept for many requests (RFC 9112), and no more of HTTP than that: whoever measures on the server's own
 * machine must cost little beside it.
 */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_REPEATS = 3;
    private static final int MOST_PAUSE_SECONDS = 30;
    private static final int BUFFER = 16 * 1024;
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int MAX_LINE = 8192;
    private static final int HEXADECIMAL = 16;

    private final Socket socket;
    private final InputStream in;
    private final String host;

    private KeptConnection(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.host = host;
    }

    /** Connects; over TLS if the address says so, to a server that this trust vouches for. */
    static KeptConnection open(URI address, SSLContext trust) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (address.getScheme().equals("https")) {
            SSLSocket tls = (SSLSocket)
                    trust.getSocketFactory().createSocket(socket, address.getHost(), address.getPort(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            socket = tls;
        }
        return new KeptConnection(socket, address.getAuthority());
    }

    Answer get(String path, String headers) throws IOException, InterruptedException {
        return send("GET", path, headers, new byte[0]);
    }

    /**
     * Asks again when the server says that it cannot answer now (RFC 9110, section 15.6.4), as every client does.
     *
     * @param headers each with its line end
     */
    Answer send(String method, String path, String headers, byte[] body) throws IOException, InterruptedException {
        Answer answer = sendOnce(method, path, headers, body);
        for (int again = 0; again < MOST_REPEATS && answer.status() == UNAVAILABLE; again++) {
            TimeUnit.SECONDS.sleep(Math.min(answer.retryAfterSeconds(), MOST_PAUSE_SECONDS));
            answer = sendOnce(method, path, headers, body);
        }
        return answer;
    }

    private Answer sendOnce(String method, String path, String headers, byte[] body) throws IOException {
        String length = body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n";
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        socket.getOutputStream().write(request);
        return read();
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        int length = 0;
        int retryAfter = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = bounded(number(lower));
            } else if (lower.startsWith("retry-after:")) {
                retryAfter = number(lower);
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        return new Answer(status, retryAfter, chunked ? chunks() : exactly(length));
    }

    private static int number(String header) {
        return Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = chunkSize();
        while (size > 0) {
            bounded(body.size() + size);
            body.writeBytes(exactly(size));
            line();
            size = chunkSize();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return bounded(Integer.parseInt(line().split(";", -1)[0].strip(), HEXADECIMAL));
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server ended the connection within an answer");
        }
        return bytes;
    }

    private static int bounded(int length) throws IOException {
        if (length < 0 || length > MAX_BODY) {
            throw new IOException("an answer of " + length + " bytes");
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 || line.length() > MAX_LINE) {
                throw new EOFException("the server ended the connection");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
