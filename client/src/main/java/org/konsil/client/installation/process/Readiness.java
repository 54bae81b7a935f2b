package org.konsil.client.installation.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.konsil.client.installation.layout.InstallationException;

/** Waits until a server answers, and notices when it has died instead. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);

    private final HttpClient http;

    /** The client must trust the server's certificate. */
    public Readiness(HttpClient http) {
        this.http = http;
    }

    /** Returns when the probe says yes. */
    public void await(Part part, ProcessHandle process, Path log, Probe probe) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!probe.isReady()) {
            if (!process.isAlive()) {
                throw new InstallationException(part.title() + " ended while it started. " + LogTail.of(log));
            }
            if (System.nanoTime() > end) {
                throw new InstallationException(
                        part.title() + " was not ready after " + PATIENCE.toMinutes() + " min. " + LogTail.of(log));
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Whether the address answers 200. */
    public boolean answers(URI address) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ONE_ANSWER).build();
        try {
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet, which is an answer too
        }
    }

    /** Looks once. */
    @FunctionalInterface
    public interface Probe {

        /** Whether it is ready now. */
        boolean isReady() throws InterruptedException;
    }
}
