package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.client.installation.layout.EnvironmentException;

/** The memory of a server. */
final class Memory {

    private static final Pattern PSS = Pattern.compile("(?m)^Pss: +(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final long KIB = 1024;
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private final ProcessHandle server;

    Memory(ProcessHandle server) {
        this.server = server;
    }

    /**
     * @param heap bytes of objects that are alive, after a full collection; 0 for what is no Java machine
     * @param process bytes of the process, shared pages divided among those who share them
     */
    record Used(long heap, long process) {}

    Used used() throws IOException, InterruptedException {
        boolean java = server.info().command().orElse("").endsWith("/java");
        if (java && !Files.isExecutable(JCMD)) {
            throw new EnvironmentException("the live heap is read by jcmd of a JDK, and " + JCMD + " is missing");
        }
        long heap = 0;
        if (java) {
            // The first collection lets go what finalisers and references still hold; the histogram collects again.
            jcmd("GC.run");
            heap = number(TOTAL, jcmd("GC.class_histogram"));
        }
        String rollup = Files.readString(Path.of("/proc", Long.toString(server.pid()), "smaps_rollup"));
        return new Used(heap, number(PSS, rollup) * KIB);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(JCMD.toString(), Long.toString(server.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new EnvironmentException(
                    "jcmd " + command + " failed: " + said.lines().findFirst().orElse(""));
        }
        return said;
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new EnvironmentException("no " + pattern + " in what was said about the server's memory");
        }
        return Long.parseLong(matcher.group(1));
    }
}
