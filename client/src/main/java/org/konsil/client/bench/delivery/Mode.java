package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.List;

/** One way of loading a server. */
interface Mode {

    String name();

    /** Runs it once against one server; a ledger that is not clean fails it. */
    List<Row> run(Stage stage, Peer peer, Sizes sizes) throws IOException, InterruptedException;
}
