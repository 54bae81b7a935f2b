package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the server keeps in memory, looked at from outside. */
public final class ServerHeap {

    private final RunningSystem system;

    public ServerHeap(RunningSystem system) {
        this.system = system;
    }

    /** What its arrays of bytes take once the garbage is gone. */
    public long liveBytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(system.server().pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(histogram).isZero();
        return histogram
                .lines()
                .filter(line -> line.matches("\\s*\\d+:\\s+\\d+\\s+\\d+\\s+\\[B.*"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
                .findFirst()
                .orElseThrow(() -> new AssertionError(histogram));
    }
}
