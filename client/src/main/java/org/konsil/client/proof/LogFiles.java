package org.konsil.client.proof;

import java.io.IOException;

/** Where the files of a log come from; what they say is not believed. */
@FunctionalInterface
public interface LogFiles {

    /**
     * @param name such as {@code checkpoint} or {@code tile/0/000.p/17}
     * @param mostBytes no more is read
     * @throws IOException if there is no such file, or a longer one
     */
    byte[] read(String name, int mostBytes) throws IOException;
}
