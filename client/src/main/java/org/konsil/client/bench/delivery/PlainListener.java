package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.PartStatus;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.process.Part;

/**
 * A door without TLS for as long as a comparison lasts, on this machine's own address only. The server refuses every request that did
 * not come over TLS; this listener believes what a proxy in front of it says about that, as one would that ends TLS itself.
 */
final class PlainListener implements AutoCloseable {

    /** What such a proxy says. */
    static final String FORWARDED = "X-Forwarded-Proto: https\r\n";

    private static final String LISTENER = "/subsystem=undertow/server=default-server/http-listener=bench";
    private static final String BINDING = "/socket-binding-group=standard-sockets/socket-binding=bench";
    private static final String REMOVE = ":remove{allow-resource-service-restart=true}";

    private final Installation installation;
    private final int port;

    private PlainListener(Installation installation, int port) {
        this.installation = installation;
        this.port = port;
    }

    /** Opens it in the running server. */
    static PlainListener open(Installation installation) throws IOException, InterruptedException {
        PlainListener listener = new PlainListener(installation, freePort());
        listener.tell(List.of(
                // What a bench left behind that was killed.
                ifThere(LISTENER),
                ifThere(BINDING),
                BINDING + ":add(interface=management,port=" + listener.port + ")",
                LISTENER + ":add(socket-binding=bench,proxy-address-forwarding=true)"));
        return listener;
    }

    int port() {
        return port;
    }

    private static String ifThere(String resource) {
        return "if (outcome == success) of " + resource + ":read-resource\n" + resource + REMOVE + "\nend-if";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void tell(List<String> commands) throws IOException, InterruptedException {
        String version = installation.status().stream()
                .filter(part -> part.part() == Part.WILDFLY)
                .map(PartStatus::version)
                .findFirst()
                .orElseThrow();
        Path home = installation.folders().servers().resolve("wildfly-" + version);
        List<String> words = new ArrayList<>(List.of(
                home.resolve("bin").resolve("jboss-cli.sh").toString(),
                "--connect",
                "--controller=127.0.0.1:" + installation.settings().ports().management()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().write((String.join("\n", commands) + "\nquit\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || said.contains("\"outcome\" => \"failed\"")) {
            throw new EnvironmentException("the listener without TLS could not be changed: " + said);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            tell(List.of(LISTENER + REMOVE, BINDING + REMOVE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while closing the listener without TLS", e);
        }
    }
}
