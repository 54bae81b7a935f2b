package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** A server that is measured. */
interface Peer extends AutoCloseable {

    String name();

    ProcessHandle process();

    /** Whether a message that is lost, doubled or out of order fails the bench; of other servers it is only told. */
    boolean mustBeClean();

    /** Whether it can be measured in this mode. */
    boolean knows(Mode mode);

    /** Conversations of one sender and so many readers each, all with devices of their own; made now if they are not there. */
    List<Route> routes(int count, int readers) throws IOException, InterruptedException;

    /** How many bytes of rows the server keeps of what an act sends and nobody reads, if that can be seen. */
    OptionalDouble storedBytes(Route route, WriteAheadLog log, Act act) throws IOException;

    /** Sends something. */
    interface Act {
        void perform() throws IOException;
    }

    /** Stations that only stay connected; several may stand for the same device. */
    List<Station> idlers(int count) throws IOException, InterruptedException;

    /** Before each run: whatever must be fetched so that nobody waits for it during the run. */
    void prepareRun() throws IOException, InterruptedException;

    /** Ends what was started for it. */
    @Override
    void close() throws IOException;
}
