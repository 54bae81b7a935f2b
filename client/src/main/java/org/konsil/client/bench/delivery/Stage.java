package org.konsil.client.bench.delivery;

import java.io.PrintStream;
import org.konsil.client.bench.load.Loop;

/** Where the runs take place. */
record Stage(Loop loop, ProcessHandle postgres, WriteAheadLog log, PrintStream progress) {

    void say(String line) {
        progress.println("  " + line);
    }
}
